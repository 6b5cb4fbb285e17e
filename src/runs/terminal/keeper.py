"""Keeps a terminal for one program: `python -I -S -c <this text> COLUMNS ROWS PROGRAM [ARGUMENT ...]`.

What the program prints on its terminal goes to this process' standard output, byte for byte. Signals are passed on to the
program's process group, which is its own. On descriptor 3, where there is one, stands who the program is and how it ended:
{"pid": 12} and then {"code": 0} or {"signal": 9}, a line each. Standard library only; any Python 3.
"""
import errno
import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import tty

PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2)
# A process that the program left behind may hold the terminal open for ever. Looks in vain, a tenth of a second each: time alone
# says nothing on a machine that stood still.
QUIET_LOOKS = 10


def say(record):
    try:
        os.write(3, (json.dumps(record) + "\n").encode())
    except OSError:
        pass  # Nobody listens: a wall in between closed it.


def open_terminal(columns, rows):
    master, slave = pty.openpty()
    # Bytes are recorded as they were printed: no \n becomes \r\n, nothing is echoed.
    tty.setraw(slave)
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    return master, slave


def become(argv, slave):
    """The program leads a session of its own. The terminal is not its controlling one, so its end hangs up on nobody."""
    os.setsid()
    os.dup2(slave, 1)
    os.dup2(slave, 2)
    os.closerange(3, 1024)
    for name in PASSED_ON + (signal.SIGPIPE, signal.SIGCHLD):
        signal.signal(name, signal.SIG_DFL)
    try:
        os.execvp(argv[0], argv)
    except OSError as error:
        os.write(2, "{}: {}\n".format(argv[0], error.strerror).encode())
    os._exit(127)


def pass_signals_on(pid):
    def pass_on(number, _frame):
        try:
            os.killpg(pid, number)
        except OSError:
            try:
                os.kill(pid, number)  # It leads no group yet.
            except OSError:
                pass

    for name in PASSED_ON:
        signal.signal(name, pass_on)


def write_all(data):
    """Whether somebody still reads. The program goes on when nobody does."""
    try:
        while data:
            data = data[os.write(1, data):]
        return True
    except OSError:
        return False


def copy_until_end(pid, master, slave):
    """Copies what is printed until the program has ended and its terminal is empty. Answers the wait status."""
    woken, wake = os.pipe()
    for end in (woken, wake):
        os.set_blocking(end, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake)
    status, is_read, looks = None, True, 0
    while True:
        if status is None:
            ended, waited = os.waitpid(pid, os.WNOHANG)
            if ended == pid:
                status = waited
                # Held until now, so that a program which closes its output may open it again.
                os.close(slave)
        ready = select.select([master, woken], [], [], None if status is None else 0.1)[0]
        if woken in ready:
            os.read(woken, 4096)
        if master not in ready:
            looks += 1 if status is not None and not ready else 0
            if looks >= QUIET_LOOKS:
                return status
            continue
        try:
            data = os.read(master, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        if not data:
            # Everybody has closed it.
            return status if status is not None else os.waitpid(pid, 0)[1]
        looks = 0
        is_read = is_read and write_all(data)


def main():
    columns, rows, argv = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    master, slave = open_terminal(columns, rows)
    signal.pthread_sigmask(signal.SIG_BLOCK, PASSED_ON)
    pid = os.fork()
    if pid == 0:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, PASSED_ON)
        become(argv, slave)
    pass_signals_on(pid)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, PASSED_ON)
    say({"pid": pid})
    status = copy_until_end(pid, master, slave)
    if os.WIFSIGNALED(status):
        say({"signal": os.WTERMSIG(status)})
        os._exit(128 + os.WTERMSIG(status))
    say({"code": os.WEXITSTATUS(status)})
    os._exit(os.WEXITSTATUS(status))


main()
