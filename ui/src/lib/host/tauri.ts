// The desktop shell as host: commands and announcements go over Tauri's IPC.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';

import type { Announcement } from '../ipc/generated';
import { copyText } from './clipboard';
import type { Host } from './host';

export const tauriHost: Host = {
  call: (name, args) => invoke(name, args === null ? {} : { arguments: args }),

  subscribe(onAnnouncement, onConnection) {
    let stopped = false;
    let stop = () => {};
    listen<Announcement>('announcement', (event) => onAnnouncement(event.payload)).then(
      (unlisten) => {
        if (stopped) return unlisten();
        stop = unlisten;
        onConnection('connected');
      },
      () => onConnection('lost'),
    );
    return () => {
      stopped = true;
      stop();
    };
  },

  openUrl: (url) => invoke('open_url', { arguments: { url } }),

  choosePlace: (purpose) => invoke('choose_place', { arguments: { purpose } }),

  showFolder: (folder) => invoke('show_folder', { arguments: { folder } }),

  fillScreen: (isOn) => invoke('fill_screen', { arguments: { isOn } }),

  desktop: {
    show: () => invoke('show_desktop'),
    startAtLogin: (isOn) => invoke('start_at_login', { arguments: { isOn } }),
  },

  copyText,
};
