# Settings, Window and start.

settings-window-tray = Icon in the tray or menu bar
settings-window-tray-text = Says what was taken today and how much waits for you, and leads to the window.
# Where the desktop has no place for icons.
settings-window-tray-none = This desktop shows no such icons now. As soon as it does, ours is there.
settings-window-tray-on = Show the icon
settings-window-close = Closing the window
settings-window-close-text = Countertop can go on receiving behind its icon. Otherwise it ends with its window.
settings-window-close-on = Go on behind the icon
settings-window-login = At login
settings-window-login-text = Countertop can be there before the first customer is.
settings-window-login-on = Start at login
settings-window-hidden = Window at login
settings-window-hidden-text = It can stay hidden until you open it by the icon.
settings-window-hidden-on = Start hidden
# Only where the page is looked at in a browser.
settings-window-browser = Only the desktop app has an icon in the tray and starts at login.
