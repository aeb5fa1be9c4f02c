//go:build !windows

package apercu

import (
	"os/exec"
	"syscall"
)

func discret(*exec.Cmd) {}

// ralentir lets a process run only when nothing else wants to; that it cannot be done is
// no reason to stop.
func ralentir(pid int) { _ = syscall.Setpriority(syscall.PRIO_PROCESS, pid, 19) }
