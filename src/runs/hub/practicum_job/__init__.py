"""What a Hugging Face job or Space of Practicum's executes around a script. Standard library only, Python 3.8 or newer.

These files come as one text in the job's command or in the Space, with a task: what to run, with which files. All that is said goes to
standard output, which is the log and the only way back while it goes on. Plain lines of the script stand there as they are; whatever a log of lines
would not carry byte for byte, and all that is no output, is a line that begins with the task's mark, one letter and a blank:

    o  output, base64
    h  a file's name, then what the hook wrote to it next: zlib, base64
    n  a word for people: JSON
    b  the script was begun: JSON
    x  the script has ended and all was said: JSON
"""
