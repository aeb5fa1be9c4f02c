package apercu

import (
	"os/exec"
	"syscall"
)

// Of the Windows API: a process without a console window, that runs only when nothing
// else wants to (IDLE_PRIORITY_CLASS | CREATE_NO_WINDOW).
const calme = 0x00000040 | 0x08000000

func discret(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{CreationFlags: calme} }

func ralentir(int) {}
