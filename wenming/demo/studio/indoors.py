"""Rooms of the fictional department."""

from .canvas import HEIGHT, WIDTH, Canvas

WALL, WOOD, DARK = (214, 208, 196), (150, 112, 78), (70, 66, 62)
DISHES = ((176, 122, 62), (104, 142, 70), (196, 84, 56), (226, 206, 150))
BOOKS = ((150, 52, 48), (52, 84, 122), (196, 158, 76), (74, 112, 84), (120, 96, 128), (206, 200, 188))


def meeting(c: Canvas) -> None:
    """A meeting: banner, screen, a speaker, the backs of those who listen."""
    c.fade(0, 560, (226, 221, 210), (204, 196, 182))
    c.fade(560, 240, (132, 108, 88), (104, 84, 70))
    c.banner(70)
    c.box(330, 170, 540, 300, (240, 244, 248))
    c.box(330, 170, 540, 300, (232, 238, 244), round_by=4)
    for number in range(c.rng.randint(4, 6)):
        c.box(380, 215 + number * 40, c.rng.randint(220, 430), 12, (150, 166, 186))
    c.person(c.rng.choice((250, 960)), 560, 300, arm=c.rng.choice((-1, 1)))
    for row, size in ((0, 40), (1, 56)):
        for seat in range(9 - row * 2):
            x = 90 + row * 70 + seat * (1020 / (8 - row * 2)) * (0.94 if row else 1.0) + c.rng.randint(-9, 9)
            c.head_from_behind(x, 560 + row * 110, size)


def round_table(c: Canvas) -> None:
    """A small meeting around a table: papers, cups, people on both sides."""
    c.fade(0, 470, (222, 226, 224), (200, 204, 202))
    c.fade(470, 330, (142, 128, 112), (116, 104, 92))
    for window in (90, 460, 830):
        c.box(window, 80, 280, 230, (196, 220, 236))
        c.box(window + 136, 80, 8, 230, WALL)
    for seat in range(5):
        c.person(200 + seat * 200 + c.rng.randint(-20, 20), 560, 290)
    c.area([(80, 500), (1120, 500), (1200, 720), (0, 720)], WOOD)
    c.area([(80, 500), (1120, 500), (1108, 480), (92, 480)], (172, 132, 96))
    for place in range(6):
        c.area([(150 + place * 170, 560), (240 + place * 170, 560), (250 + place * 170, 620), (146 + place * 170, 620)],
               (244, 244, 240))
        c.disc(270 + place * 165, 585, 17, (236, 240, 242), flat=0.7)
    for seat in range(5):
        c.head_from_behind(120 + seat * 240 + c.rng.randint(-25, 25), 690, 58)


def reading_corner(c: Canvas) -> None:
    """Shelves full of books, a lamp, two readers."""
    c.fade(0, 600, (232, 222, 204), (216, 204, 184))
    c.fade(600, 200, (160, 124, 92), (134, 102, 76))
    for shelf in range(4):
        top = 70 + shelf * 128
        c.box(80, top, 680, 116, (126, 92, 64))
        c.box(92, top + 8, 656, 98, (92, 66, 48))
        x = 98
        while x < 716:
            wide, high = c.rng.randint(12, 30), c.rng.randint(64, 94)
            c.box(x, top + 106 - high, wide - 2, high, c.rng.choice(BOOKS))
            x += wide
    c.box(860, 120, 240, 190, (188, 214, 226))
    c.line(980, 330, to=(980, 600), colour=DARK, width=8)
    c.area([(920, 380), (1040, 380), (1010, 320), (950, 320)], (238, 206, 130))
    c.box(600, 590, 420, 26, WOOD)
    for x in (640, 980):
        c.box(x, 610, 16, 130, (110, 80, 56))
    for x in (560, 820, 1060)[: c.rng.randint(2, 3)]:
        c.person(x, 760, 300)
        c.area([(x - 52, 590), (x, 606), (x + 52, 590), (x + 48, 560), (x, 576), (x - 48, 560)], (246, 244, 236))


def canteen(c: Canvas) -> None:
    """The canteen: counter, tables, trays, small portions."""
    c.fade(0, 430, (230, 232, 226), (214, 216, 208))
    c.fade(430, 370, (196, 190, 178), (164, 158, 146))
    c.box(0, 250, WIDTH, 130, (190, 196, 200))
    c.box(0, 240, WIDTH, 16, (150, 158, 164))
    for tray in range(7):
        c.box(60 + tray * 160, 262, 120, 44, c.rng.choice(DISHES))
    for poster in (120, 900):
        c.box(poster, 60, 180, 130, (70, 122, 84))
        c.disc(poster + 90, 118, 38, (238, 240, 232))
    for x in (260, 640, 980):
        c.person(x + c.rng.randint(-30, 30), 470, 230)
    for table in range(3):
        x, y = 110 + table * 370, 560 + c.rng.randint(-10, 10)
        c.area([(x, y), (x + 300, y), (x + 330, y + 90), (x - 30, y + 90)], (222, 214, 198))
        for plate in range(3):
            c.disc(x + 60 + plate * 90, y + 42, 32, (250, 250, 248), flat=0.5)
            c.disc(x + 60 + plate * 90, y + 40, 18, c.rng.choice(DISHES), flat=0.5)
        c.head_from_behind(x + 60, y + 150, 44)
        c.head_from_behind(x + 230, y + 150, 44)


def service_window(c: Canvas) -> None:
    """Windows where citizens are served."""
    c.fade(0, 600, (222, 228, 234), (204, 212, 220))
    c.fade(600, 200, (178, 176, 172), (150, 148, 144))
    c.box(0, 60, WIDTH, 70, (36, 70, 118))
    for window in range(3):
        x = 60 + window * 380
        c.box(x, 170, 320, 260, (188, 212, 226))
        c.box(x + 110, 84, 100, 24, (236, 240, 244))
        c.person(x + 160, 470, 270)
        c.box(x + 206, 380, 80, 60, (52, 56, 62))
    c.box(0, 430, WIDTH, 130, (128, 98, 72))
    c.box(0, 420, WIDTH, 18, (226, 222, 214))
    for x in (240, 620, 1010)[: c.rng.randint(1, 3)]:
        c.head_from_behind(x + c.rng.randint(-40, 40), 560, 62)


def culture_wall(c: Canvas) -> None:
    """A corridor with framed panels and somebody looking at them."""
    c.fade(0, 620, (236, 234, 228), (222, 218, 210))
    c.fade(620, 180, (168, 160, 150), (140, 132, 122))
    for frame in range(5):
        x = 50 + frame * 228
        c.box(x, 140, 196, 270, (120, 88, 60))
        c.box(x + 10, 150, 176, 250, (248, 246, 238))
        tone = c.rng.choice(((92, 128, 150), (150, 96, 74), (104, 132, 92), (160, 132, 76)))
        c.box(x + 24, 166, 148, 110, tone)
        c.disc(x + 60, 216, 24, tuple(min(255, part + 60) for part in tone))
        for line in range(5):
            c.box(x + 24, 296 + line * 18, c.rng.randint(90, 148), 6, (150, 146, 140))
    c.box(0, 606, WIDTH, 16, (104, 92, 82))
    for x in (320, 520, 860)[: c.rng.randint(2, 3)]:
        c.person(x + c.rng.randint(-50, 50), 740, 340, arm=c.rng.choice((-1, 0, 1)))


def court(c: Canvas) -> None:
    """A match in the sports hall."""
    c.fade(0, 420, (206, 216, 222), (184, 196, 204))
    c.fade(420, 380, (64, 122, 92), (52, 102, 78))
    c.banner(60)
    for x in range(60, 1160, 80):
        c.disc(x, 300 + c.rng.randint(-4, 4), 22, c.rng.choice(BOOKS))
    c.box(0, 330, WIDTH, 90, (150, 158, 160))
    c.area([(180, 450), (1020, 450), (1150, 770), (50, 770)], (76, 138, 104))
    c.line(180, 450, to=(50, 770), colour=(236, 240, 236), width=6)
    c.line(1020, 450, to=(1150, 770), colour=(236, 240, 236), width=6)
    c.line(115, 610, to=(1085, 610), colour=(236, 240, 236), width=5)
    c.box(110, 500, 980, 6, (250, 250, 250))
    for x in range(120, 1090, 24):
        c.line(x, 506, to=(x, 590), colour=(206, 214, 210), width=1)
    c.person(380 + c.rng.randint(-80, 80), 520, 200, arm=1)
    c.person(800 + c.rng.randint(-80, 80), 520, 200, arm=-1)
    c.person(420 + c.rng.randint(-120, 120), 740, 290, arm=1)
    c.person(780 + c.rng.randint(-120, 120), 740, 290, arm=-1)
    c.disc(600 + c.rng.randint(-120, 120), 420, 9, (252, 252, 252))


def classroom(c: Canvas) -> None:
    """A lecture: blackboard, lecturer, rows of desks."""
    c.fade(0, 560, (230, 228, 218), (212, 208, 196))
    c.fade(560, HEIGHT - 560, (150, 134, 116), (124, 110, 96))
    c.box(200, 110, 800, 300, (104, 82, 60))
    c.box(214, 124, 772, 272, (44, 78, 66))
    for line in range(4):
        c.box(270, 170 + line * 52, c.rng.randint(200, 520), 10, (214, 226, 218))
    c.person(c.rng.randint(760, 900), 560, 320, arm=-1)
    c.box(880, 440, 130, 120, (120, 86, 60))
    for row in range(2):
        for desk in range(5):
            x, y = 40 + desk * 236 - row * 10, 590 + row * 120
            c.head_from_behind(x + 90 + c.rng.randint(-12, 12), y - 10, 42 + row * 12)
            c.box(x, y + 54 + row * 10, 190, 20, (176, 138, 100))
