"""Places outside the office."""

from .canvas import HEIGHT, WIDTH, Canvas

LEAVES = ((74, 122, 66), (92, 140, 78), (60, 104, 62), (112, 150, 84))

SWEETS = ((92, 140, 78), (216, 172, 84), (196, 84, 56))


def _sky(c: Canvas, until: float) -> None:
    c.fade(0, until, c.rng.choice(((150, 190, 222), (176, 200, 214), (190, 206, 214))), (224, 234, 238))


def _tree(c: Canvas, x: float, y: float, size: float) -> None:
    c.box(x - size * 0.05, y - size * 0.5, size * 0.1, size * 0.5, (104, 78, 56))
    for _ in range(6):
        left, up = c.rng.uniform(-0.24, 0.24) * size, c.rng.uniform(0.45, 0.85) * size
        c.disc(x + left, y - up, size * 0.2, c.rng.choice(LEAVES))


def _building(c: Canvas, x: float, y: float, width: float, floors: int) -> None:
    high = floors * 62
    c.box(x, y - high, width, high, c.rng.choice(((206, 196, 182), (188, 190, 192), (214, 206, 196))))
    for floor in range(floors):
        for left in range(int(x) + 16, int(x + width) - 36, 52):
            c.box(left, y - high + 16 + floor * 62, 30, 36, (124, 148, 166))


def planting(c: Canvas) -> None:
    """People planting in front of the office building."""
    _sky(c, 380)
    _building(c, 120, 420, 520, 5)
    _building(c, 700, 420, 380, 4)
    c.fade(420, HEIGHT - 420, (128, 158, 92), (96, 124, 70))
    for x in (60, 660, 1130):
        _tree(c, x, 460, 240)
    for bed in range(4):
        y = 560 + bed * 60
        c.box(60, y, WIDTH - 120, 18, (112, 86, 62), round_by=8)
        for plant in range(22):
            c.disc(80 + plant * 49 + c.rng.randint(-6, 6), y - 2, c.rng.randint(10, 16), c.rng.choice(LEAVES))
    for x in (220, 470, 760, 980)[: c.rng.randint(3, 4)]:
        c.person(x + c.rng.randint(-40, 40), c.rng.randint(640, 740), 270, vest=True, arm=c.rng.choice((-1, 1)))


def street(c: Canvas) -> None:
    """Volunteers in red vests in a neighbourhood."""
    _sky(c, 360)
    for x, width, floors in ((0, 300, 5), (330, 260, 4), (640, 300, 5), (960, 260, 4)):
        _building(c, x, 470, width, floors)
    c.fade(470, 110, (176, 172, 164), (160, 156, 148))
    c.fade(580, HEIGHT - 580, (120, 120, 122), (98, 98, 102))
    for x in range(90, 1200, 260):
        _tree(c, x, 520, 190)
    for x in range(0, 1200, 180):
        c.box(x, 690, 100, 10, (226, 224, 214))
    for number in range(c.rng.randint(4, 6)):
        x, y = 130 + number * 190 + c.rng.randint(-35, 35), 650 + c.rng.randint(0, 90)
        c.person(x, y, 260, vest=True, arm=c.rng.choice((-1, 0, 1)))


def village(c: Canvas) -> None:
    """Hills, fields and houses; visitors on the path."""
    _sky(c, 330)
    for colour, base, peak in (((128, 154, 146), 350, 190), ((104, 138, 104), 400, 270)):
        points = [(0.0, 420.0)]
        points += [(x, base - c.rng.randint(0, base - peak)) for x in range(0, WIDTH + 150, 150)]
        c.area([*points, (1200.0, 420.0)], colour)
    c.fade(400, HEIGHT - 400, (150, 170, 92), (114, 140, 70))
    for row in range(7):
        c.line(0, 470 + row * 46, to=(620 - row * 20, 430 + row * 58), colour=(126, 148, 72), width=6)
    for x in (680, 880, 1050):
        c.box(x, 380, 130, 90, (236, 230, 216))
        c.area([(x - 14, 384), (x + 65, 330), (x + 144, 384)], (122, 74, 62))
        c.box(x + 50, 420, 32, 50, (104, 80, 60))
    c.area([(700, 470), (780, 470), (1000, 800), (560, 800)], (198, 182, 152))
    for x in (640, 760, 880)[: c.rng.randint(2, 3)]:
        c.person(x + c.rng.randint(-30, 30), c.rng.randint(680, 760), 280, arm=c.rng.choice((-1, 0, 1)))


def festival(c: Canvas) -> None:
    """A courtyard with lanterns and a table of handicraft."""
    c.fade(0, 520, (238, 220, 190), (226, 200, 164))
    c.fade(520, HEIGHT - 520, (186, 170, 150), (158, 142, 124))
    c.line(0, 70, to=(1200, 70), colour=(120, 60, 50), width=4)
    for x in range(70, 1200, 118):
        c.line(x, 70, to=(x, 110), colour=(120, 60, 50), width=3)
        c.disc(x, 146, 40, (196, 48, 40), flat=0.86)
        c.box(x - 18, 106, 36, 10, (216, 172, 84))
        c.box(x - 18, 178, 36, 10, (216, 172, 84))
    for x in (160, 400, 640, 880, 1080):
        c.person(x + c.rng.randint(-30, 30), 610, 290, arm=c.rng.choice((-1, 0, 1)))
    c.area([(90, 580), (1110, 580), (1170, 720), (30, 720)], (176, 92, 72))
    for thing in range(9):
        x = 140 + thing * 112
        c.disc(x, 640 + c.rng.randint(-18, 18), 30, (248, 246, 236), flat=0.55)
        c.disc(x, 636 + c.rng.randint(-18, 18), 16, c.rng.choice(SWEETS), flat=0.6)


def sorting(c: Canvas) -> None:
    """Bins of four kinds and somebody who shows how to sort."""
    _sky(c, 300)
    _building(c, 80, 440, 1040, 5)
    c.fade(440, HEIGHT - 440, (190, 188, 182), (160, 158, 152))
    for number, colour in enumerate(((46, 96, 168), (62, 128, 76), (186, 52, 44), (96, 98, 102))):
        x = 220 + number * 200
        c.box(x, 470, 150, 200, colour, round_by=12)
        c.box(x - 8, 452, 166, 30, tuple(max(0, part - 26) for part in colour), round_by=8)
        c.disc(x + 75, 570, 34, (240, 244, 240))
    c.person(130, 740, 300, vest=True, arm=1)
    for x in (560, 820, 1060)[: c.rng.randint(1, 3)]:
        c.person(x + c.rng.randint(-40, 40), 760, 290, arm=-1)
