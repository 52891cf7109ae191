"""`python main.py` opens the window; `python main.py train …` works without one."""

from explorer.launch import main

if __name__ == "__main__":
    raise SystemExit(main())
