"""Vietnam: words of Vietnamese and of the peoples of its highlands, numbers of its papers."""

from __future__ import annotations

from archive.redact.patterns.packs import Number, Pack, lines

PACK = Pack(
    code="VN",
    languages=("vi",),
    given=lines("""
        Anh, Bình, Chi, Chinh, Châu, Cúc, Cường, Dung, Duy, Dũng, Dương, Giang, Giàng, Hà, Hải, Hạnh,
        Hằng, Hiền, Hiếu, Hoa, Hoàng, Hòa, Huệ, Hùng, Huy, Huyền, Hương, Hường, Khánh, Kiên, Lan, Liên,
        Linh, Loan, Long, Lý, Mai, Minh, Mỵ, Mỷ, My, Nam, Nga, Ngân, Ngọc, Nguyệt, Nhi, Nhung, Oanh,
        Phong, Phúc, Phương, Phượng, Quang, Quân, Quý, Quỳnh, Sơn, Sua, Súa, Sính, Tâm, Thanh, Thành,
        Thảo, Thắng, Thế, Thị, Thơ, Thu, Thúy, Thủy, Thương, Tiến, Tình, Toàn, Trang, Trinh, Trung,
        Tuấn, Tú, Tùng, Tuyết, Vân, Việt, Vinh, Vy, Xuân, Yến, Dở, Chơ, Dia, Páo, Pà, Sùng, Cở, Dính,
        Chá, Vừ, H'Loan, H'Bia, H'Mai, H'Hương, H'Lan, Y Thuin, Y Bhin, A Lềnh, A Páo, Thị Mỷ, Ánh,
        Bích, Bảo, Chiến, Chuyên, Cẩm, Diễm, Diệp, Diệu, Duyên, Dần, Đạt, Đức, Điệp, Đông, Giao, Gấm,
        Hảo, Hậu, Hồng, Hợp, Hưng, Hưởng, Khang, Khoa, Khôi, Kiều, Kim, Lành, Len, Liễu, Lợi, Lộc, Lực,
        Luyến, Lượng, Lương, Mận, Miên, Mẫn, Mười, Mỹ, Nết, Nghĩa, Ngoan, Nguyên, Nhàn, Nhân, Nhật, Như,
        Ninh, Nụ, Nương, Phát, Phước, Quế, Quyên, Quyết, Quyền, Sáng, Sinh, Sương, Tân, Thái, Thắm,
        Thiện, Thịnh, Thoa, Thoan, Thơm, Thuận, Thục, Thư, Tiên, Toan, Trâm, Trân, Trí, Trúc, Trường,
        Tuyền, Tư, Út, Viên, Vui, Vượng, Xoan, Xuyến, Ý, Yên, Pàng, Mảy, Mỉ, Sông, Dua, Chư, Của, Nhia,
        Nếnh, Tủa, Sài, Dín, Seo, Mẩy, Chẩn, Tính, Ín, Ọi, Pản, Lả, H'Blơm, H'Nhuên, H'Rin, H'Yum,
        H'Nga, H'Bil, Y Blo, Y Nuê, Y Wang, K'Brêu, K'Brốp, Ka Nhoi, Srey, Sóc, Sophal, Chanh Đa, Đàng,
        Quạ, Năng
    """),
    family=lines("""
        Nguyễn, Trần, Lê, Phạm, Hoàng, Huỳnh, Phan, Vũ, Võ, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, Lý, Đinh,
        Đào, Đoàn, Trịnh, Trương, Mai, Lâm, Tô, Tạ, Hà, Cao, Châu, Chu, Giàng, Vàng, Sùng, Thào, Lò,
        Lầu, Mùa, Cứ, Hạng, Ly, Tráng, Cầm, Quàng, Tòng, Hoàng, Nông, Triệu, Bế, La, Lường, Sầm, Niê,
        Mlô, Êban, Ayun, Kpă, Rmah, Siu, Rơ Châm, Ksor, Y, Thạch, Sơn, Kim, Danh, Chau, Kiên, Lưu,
        Quách, Thái, Ma, Phùng, Tẩn, Chảo, Lù, Vừ, Hờ, Má, Thàng, Dìu, Lèng, Cư, Hảng, Phàng, Lữ, Lang,
        Cà, Bạc, Điêu, Tếnh, Vì, Lộc, Hứa, Đàm, Lục, Nguyễn Thị, Rcom, Rơ Lan, Rơ Mah, Rơ Ô, Byă, Ktla,
        Hmok, Kbuôr, Cil, Kơ Să, Cơ Liêng, Liêng Hót, Lơ Mu, Chamaléa, Pi Năng, Katơr, Đạo, Đàng, Đổng,
        Bá, Trà, Thị, Văn, Tăng, Tống, Từ, Ung, Vương, Viên, Phí, Mạc, Khổng, Kiều, Khuất, Giáp, Doãn,
        Diệp, Chử, Cù, Âu, Bành
    """),
    before=lines("""
        anh, chị, em, cô, chú, bác, dì, cậu, mợ, thím, ông, bà, cụ, cháu, thầy, bé, bạn, già làng,
        trưởng thôn, trưởng bản, trưởng ấp, bí thư, chủ tịch, cán bộ, y tá, bác sĩ, y sĩ, công an, mẹ, bố,
        ba, má, con, vợ, chồng, dượng, sư cô, sư thầy, cha xứ, mục sư, ma, mr, mr., mrs, mrs., ms, ms.,
        dr, dr., teacher, ong, ba, chi, bac, thay, gia lang, truong thon, truong ban, can bo, bac si,
        co giao, cô giáo, thầy giáo
    """),
    after=frozenset(),
    place_after=lines("""
        village, hamlet, commune, ward, district, province, quarter, industrial park, industrial zone,
        market, bridge, river, street, alley, lane, canal, stream, pagoda, temple, church, mountain,
        resettlement, plantation, border gate
    """),
    place_before=lines("""
        xã, phường, thôn, buôn, bản, ấp, làng, xóm, khóm, khu phố, tổ dân phố, tổ, huyện, quận, tỉnh,
        thành phố, thị xã, thị trấn, tp, tp., phố, đường, ngõ, hẻm, ngách, chợ, cầu, sông, suối, kênh,
        rạch, cồn, cù lao, đảo, núi, đồi, đèo, khu công nghiệp, kcn, chùa, nhà thờ, đình, bến xe, bến đò,
        ga, khu, cửa khẩu, nông trường, sóc, phum, plei, kon, mường, xa, phuong, thon, buon, huyen, quan,
        tinh, thi tran, thi xa, commune, hamlet, district, quarter, group, alley, lane, xom, lang, duong,
        khu trọ, bến phà, cổng chợ, ngã ba, ngã tư, gầm cầu, chân cầu, cánh đồng, khu đô thị, bờ hồ, bãi rác,
        khu tái định cư, nghĩa trang, quốc lộ, chợ nổi, khu chợ, sân bay, hồ, đầm, cảng
    """),
    places=lines("""
        Hà Nội, Hanoi, Ha Noi, Sài Gòn, Saigon, Hồ Chí Minh, Ho Chi Minh City, Đà Nẵng, Da Nang,
        Hải Phòng, Cần Thơ, Huế, Nha Trang, Đà Lạt, Buôn Ma Thuột, Pleiku, Vinh, Hà Giang, Cao Bằng,
        Lào Cai, Bắc Kạn, Lạng Sơn, Tuyên Quang, Yên Bái, Thái Nguyên, Phú Thọ, Bắc Giang, Quảng Ninh,
        Bắc Ninh, Hải Dương, Hưng Yên, Hòa Bình, Hà Nam, Nam Định, Thái Bình, Ninh Bình, Thanh Hóa,
        Nghệ An, Hà Tĩnh, Quảng Bình, Quảng Trị, Thừa Thiên Huế, Quảng Nam, Quảng Ngãi, Bình Định,
        Phú Yên, Khánh Hòa, Ninh Thuận, Bình Thuận, Kon Tum, Gia Lai, Đắk Lắk, Dak Lak, Daklak, Đắk Nông,
        Lâm Đồng, Bình Phước, Tây Ninh, Bình Dương, Đồng Nai, Bà Rịa, Vũng Tàu, Long An, Tiền Giang,
        Bến Tre, Trà Vinh, Vĩnh Long, Đồng Tháp, An Giang, Kiên Giang, Hậu Giang, Sóc Trăng, Bạc Liêu,
        Cà Mau, Điện Biên, Lai Châu, Sơn La, Sa Pa, Sapa, Mèo Vạc, Đồng Văn, Mù Cang Chải, Mường Lay,
        Bắc Hà, Biên Hòa, Thủ Đức, Bình Tân, Bình Chánh, Củ Chi, Hóc Môn, Gò Vấp, Krông Pắc, Cư M'gar,
        Ea Súp, Lắk, Phú Quốc, Tuy Hòa, Quy Nhơn, Long Xuyên, Rạch Giá, Mỹ Tho, Châu Đốc
    """),
    organisations=lines("""
        trường tiểu học, trường mầm non, trường trung học, trường thcs, trường thpt, trường, trạm y tế,
        bệnh viện, phòng khám, công ty, nhà máy, xí nghiệp, hợp tác xã, ủy ban nhân dân, ubnd,
        uỷ ban nhân dân, hội phụ nữ, hội người khuyết tật, ngân hàng, chi hội, hội, xưởng may, xưởng,
        trung tâm, mái ấm, commune health station, health station, cooperative, people's committee,
        women's union,
        nông trường, lâm trường, nhà văn hóa, câu lạc bộ, tổ hợp tác, quỹ, trại trẻ, trung tâm
        bảo trợ, đồn biên phòng, đồn, siêu thị, tiệm tóc, quán cà phê, điểm trường, phòng khám, hội
        người mù, lớp học tình thương,
        nhà xe, cơ sở, tiệm, hội nông dân, hội cựu chiến binh, đoàn thanh niên
    """),
    groups=lines("""
        Kinh, Tày, Thái, Mường, Khmer, Khơ-me, Khơ Me, Nùng, H'Mông, H'mông, Hmông, Mông, Hmong, Dao,
        Gia Rai, Jarai, Gia-rai, Ê Đê, Êđê, Ede, Ê-đê, Ba Na, Bana, Bahnar, Xơ Đăng, Sán Chay, Cơ Ho,
        K'Ho, Chăm, Cham, Sán Dìu, Hrê, Mnông, M'Nông, Raglai, Ra Glai, Xtiêng, Stiêng, Bru, Vân Kiều,
        Bru-Vân Kiều, Thổ, Giáy, Cơ Tu, Katu, Giẻ Triêng, Mạ, Khơ Mú, Khơ-mú, Co, Tà Ôi, Chơ Ro, Kháng,
        Xinh Mun, Hà Nhì, Chu Ru, Lào, La Chí, La Ha, Phù Lá, La Hủ, Lự, Lô Lô, Chứt, Mảng, Pà Thẻn,
        Cơ Lao, Cống, Bố Y, Si La, Pu Péo, Brâu, Ơ Đu, Rơ Măm, Hoa, Công giáo, Tin Lành, Tin lành,
        Phật giáo, Cao Đài, Hòa Hảo, người chuyển giới, chuyển giới, đồng tính, người khuyết tật,
        khuyết tật, khiếm thị, khiếm thính, người mù, Montagnard,
        Pa Cô, Pa Kô, Rục, Đan Lai, Cao Lan, Thủy, Ngái, Sán Chỉ, Khơ Me Krom, Khmer Krom, La
        Hu, Xá, Tu Dí, Nguồn, Arem, Kơ Ho, Churu, Gié Triêng, Jrai, Rhadé, Radê, M'nông, Mơ
        Nông, Hmông Hoa, Mông Trắng, Mông Đen, Dao Đỏ, Dao Tiền, Thái Đen, Thái Trắng, Hà Nhì
        Hoa, Chăm Bà Ni, Công Giáo
    """),
    months=lines("""
        tháng giêng, tháng một, tháng hai, tháng ba, tháng tư, tháng năm, tháng sáu, tháng bảy, tháng tám,
        tháng chín, tháng mười, tháng mười một, tháng mười hai, tháng chạp
    """),
    feasts=lines("""
        Tết, Tet, Tết Nguyên Đán, Tết Trung Thu, Trung Thu, Vu Lan, rằm tháng giêng, rằm tháng bảy,
        giỗ tổ, Giỗ Tổ Hùng Vương, Noel, Giáng Sinh, Ok Om Bok, Chôl Chnăm Thmây, Chol Chnam Thmay,
        Sen Dolta, Tết Mông, Tết Độc Lập, Kate, Quốc khánh, 30/4, 30 tháng 4, Sen Đôn Ta, Sen Đolta,
        Tết Thanh minh, Thanh minh, Tết Đoan ngọ, Giao thừa, Rằm tháng Bảy, Rằm tháng Giêng,
        Gầu tào, Nào pê chầu, Kin Pang, Xên bản, Katê, Ramưwan, Vu lan, Trung thu, Quốc Khánh,
        Tết Dương lịch, Tết Tây, Tết Ta, Tết Nhảy, Chôl Chnăm
    """),
    numbers=(
        Number(
            "cccd",
            r"0\d{11}|0\d{2}[ .]\d{3}[ .]\d{3}[ .]\d{3}|0\d{3}[ .]\d{4}[ .]\d{4}",
            r"cccd|căn cước|can cuoc|citizen|id card",
            alone=True,
        ),
        Number("cmnd", r"\d{9}|\d{3}[ .]\d{3}[ .]\d{3}", r"cmnd|chứng minh|cmt|chung minh|\bid\b|identity"),
        Number("plate", r"\d{2}[- ]?[a-z]{1,2}\d?[- ]\d{3}\.?\d{2}", alone=True),
        Number("bhyt", r"[a-z]{2}[ -]?\d(?:[ -]?\d){12}", r"bhyt|bảo hiểm|insurance", alone=True),
        Number(
            "plot",
            (
                r"plot(?: no\.?)? \d{1,5},? map sheet \d{1,4}|thửa(?: đất)?(?: "
                r"số)? \d{1,5},? tờ bản đồ(?: số)? \d{1,4}"
            ),
            alone=True,
        ),
        Number(
            "book",
            r"(?:[a-zđ]{2}[ -]?)?\d{5,10}",
            (
                r"red book|sổ đỏ|so do|sổ hộ khẩu|ho khau|hộ khẩu|household book|"
                r"giấy khai sinh|khai sinh"
            ),
        ),
    ),
)
