"""A hand and an eye on an X display: presses keys (XTEST) and looks at pixels."""
import ctypes
import time


class Hand:
    def __init__(self, display):
        self.x = ctypes.CDLL("libX11.so.6")
        self.t = ctypes.CDLL("libXtst.so.6")
        p, n = ctypes.c_void_p, ctypes.c_int
        self.x.XOpenDisplay.restype = p
        self.x.XStringToKeysym.restype = ctypes.c_ulong
        self.x.XKeysymToKeycode.argtypes = [p, ctypes.c_ulong]
        self.x.XSync.argtypes = [p, n]
        self.x.XDefaultRootWindow.argtypes = [p]
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x.XGetImage.argtypes = [p, ctypes.c_ulong, n, n, n, n, ctypes.c_ulong, n]
        self.x.XGetImage.restype = p
        self.x.XGetPixel.argtypes = [p, n, n]
        self.x.XGetPixel.restype = ctypes.c_ulong
        self.x.XDestroyImage.argtypes = [p]
        self.t.XTestFakeKeyEvent.argtypes = [p, ctypes.c_uint, n, ctypes.c_ulong]
        for _ in range(30):
            self.d = self.x.XOpenDisplay(display.encode())
            if self.d:
                break
            time.sleep(0.1)
        else:
            raise OSError("no display " + display)

    def _send(self, name, down):
        code = self.x.XKeysymToKeycode(self.d, self.x.XStringToKeysym(name.encode()))
        self.t.XTestFakeKeyEvent(self.d, code, down, 0)
        self.x.XSync(self.d, 0)

    def press(self, *keys, hold=0.03):
        """Each key is a keysym name, or several joined by + that are held together."""
        for key in keys:
            names = key.split("+")
            for name in names:
                self._send(name, 1)
            time.sleep(hold)
            for name in reversed(names):
                self._send(name, 0)
            time.sleep(0.05)

    def row(self, y, width, height=1):
        """Colours 0xRRGGBB of every fourth pixel of that row."""
        root = self.x.XDefaultRootWindow(self.d)
        image = self.x.XGetImage(self.d, root, 0, y, width, height, 0xFFFFFF, 2)
        try:
            return [self.x.XGetPixel(image, x, 0) & 0xFFFFFF for x in range(0, width, 4)]
        finally:
            self.x.XDestroyImage(image)

    def screen(self, width, height):
        return [self.row(y, width) for y in range(0, height, 8)]
