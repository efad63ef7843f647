//! Development only: the window's commands over loopback HTTP and WebSocket.
