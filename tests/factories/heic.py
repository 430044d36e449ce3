"""A HEIC photograph of 96 by 64 pixels, taken 2026-03-02 10:00:00; made once, since the product only decodes."""

import base64
import struct

_PACKED = (
    "0000SW^{RQXk}?*00000ZE0pPXk}?*ZE0a<0004(ZDn*}000000000XXk=`10000000000aA{+700000000000000000000G-+&a"
    "V*mgE07O6l0ssL300001y8r<I00000004FX0ssI200J=p0RR9100000N&o-=IB98aW&i*H00062000$fZf0cy000000RRAKc4ILB"
    "0000LX>Mj^0ssI300IC2MR;ju000004sdC7Z2$lO00031007o$aB^?}006gXaAR)(004Msc4I>U18@KU0FVFx0000U@BsY%`1k+-"
    "4+CHT0RR|40Sp2E{{wIU00RJ!0009300RIXx&lC90096iLID8-Z~y=U0FVFx0{{R603M()fd!W8Nhz*w0vZem00093$N&HX00=;0"
    "00968L;=Baup&SJ000wXZ)|dIV{CW;0RRmE27mwn02FC+aAg1h000000AK(B06+i$01$9#cxeCt0009B2nYZG02gU+ZD9Za00000"
    "009621c3qr1ONa48fkK6W&i*H000004r63<V*mmG0RRC20078sWMOmw0043*0k2rwx2Yl0OaJ~{E0N|8fAKaaCfhwP?zV30sPVf&"
    "?@ztN+mDVyeOgrnk@j3zKxNO~N(d5JmK<B6{a&y<EQK?wlZc9SU0d&}9?PZlJ@e!MRkz0@(zN5L8T#D!<`A}jfo3DtU=8Lh{&V~@"
    "AOHXW21R&jW&i+9O#mtY000O80f%V-1ONa40RR918UO$Q0004y0{{X5000yK001li0000oFfukeFf%$ZG9WQ9IxsLgFfaf"
)


def heic() -> bytes:
    return base64.b85decode(_PACKED)


def heic_saying(width: int, height: int) -> bytes:
    """The same, whose header says another size."""
    data = bytearray(heic())
    at = data.index(b"ispe") + 8
    data[at:at + 8] = struct.pack(">II", width, height)
    return bytes(data)
