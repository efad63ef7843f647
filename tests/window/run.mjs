// The window test. By hand, after `cargo build -p countertop --features custom-protocol`:
//
//   dbus-run-session -- xvfb-run -s '-screen 0 1440x960x24' node tests/window/run.mjs
//
// COUNTERTOP_BINARY, TAURI_DRIVER and WEBKIT_DRIVER name the programs where they lie elsewhere than
// a build leaves them; the pictures go to COUNTERTOP_SCREENS, else to target/screens.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const tests = fileURLToPath(new URL('window.test.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, ['--test-reporter=spec', tests], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
