"""Names as a city has them: of many origins, with apostrophes, hyphens, accents and letters beyond English.

Each origin stands with its own forenames and surnames, so that people have names that go together.
All are common names; together with the other made-up facts they are nobody's.
"""

from typing import NamedTuple


class Origin(NamedTuple):
    """Forenames by sex, and surnames, of one origin; `weight` of a hundred households."""

    weight: int
    female: tuple[str, ...]
    male: tuple[str, ...]
    surnames: tuple[str, ...]


def _origin(weight: int, female: str, male: str, surnames: str) -> Origin:
    return Origin(weight, *(tuple(part.split()) for part in (female, male, surnames)))


ORIGINS = (
    _origin(
        46,
        "Amelia Olivia Grace Emily Charlotte Sophie Jessica Hannah Chloë Zoë Susan Margaret Patricia Karen Janet",
        "Oliver George Harry Jack Thomas James William Daniel Joseph Samuel David Peter Alan Keith Stephen",
        "Smith Taylor Brown Wilson Walker Wright Robinson Thompson White Hughes-Hallett Green Hall Wood Clarke "
        "Harrison Cooper Ward Turner Baker Carter Mitchell Parker Cook Bennett Shaw Ellis Foster Barnes Marsh Webb",
    ),
    _origin(
        10,
        "Siân Nia Cerys Ffion Angharad Eirlys Rhiannon Lowri Bethan Mair",
        "Rhys Iwan Dafydd Emyr Gethin Llŷr Owain Huw Gareth Siôn",
        "Jones Davies Evans Pryce Llewellyn Gruffydd Bowen Vaughan Rhydderch Morgan ap-Gwilym Pugh Cadwaladr",
    ),
    _origin(
        9,
        "Niamh Aoife Siobhán Róisín Caoimhe Gráinne Bríd Maeve Órla Sinéad",
        "Seán Pádraig Oisín Cormac Ciarán Eoin Diarmuid Tadhg Fionn Ruairí",
        "O'Connor O’Neill Murphy Byrne Ní-Bhriain O'Sullivan Gallagher McGrath D'Arcy Ó-Súilleabháin Kavanagh Nolan",
    ),
    _origin(
        13,
        "Aisha Priya Fatima Anjali Zainab Meera Simran Nusrat Kavita Yasmin",
        "Mohammed Arjun Imran Ravi Harpreet Sanjay Tariq Vikram Abdul Rajesh",
        "Khan Patel Ahmed Singh Begum Hussain Kaur Sharma Ali Rahman Chaudhry Iyer Uddin Nair",
    ),
    _origin(
        9,
        "Adaeze Ngozi Abena Temitope Amina Chiamaka Folasadé Wanjirũ Zanele Hodan",
        "Chukwuemeka Kwame Oluwaseun Kofi Abdi Tendai Babajide Emeka Thabo Yusuf",
        "Nwosu Okafor Adébáyò Mensah Osei Boateng N'Diaye Mwangi Ndlovu Abubakar Eze Warsame",
    ),
    _origin(
        8,
        "Agnieszka Małgorzata Zofia Katarzyna Joanna Elżbieta Świętosława Magdalena",
        "Łukasz Paweł Wojciech Michał Stanisław Krzysztof Grzegorz Józef",
        "Wójcik Kowalczyk Zieliński Dąbrowski Łukaszewski Nowak Wiśniewska Szczęsny Jabłoński",
    ),
    _origin(
        5,
        "Mei Xiu Björk Inês José-Maria Ayşe Zeynep Renée Thị-Hoa Noémie",
        "Wei Jürgen João Søren Mehmet Çağatay François Đức Nuñez Håkon",
        "Wong Müller Gonçalves Yılmaz Øverby Nguyễn Dubois García Van-der-Berg Çelik Sørensen Li",
    ),
)

_STREETS = """
Abbot Lane;Alder Close;Almshouse Row;Bakers Hill;Bellfounder Street;Canal Side;Castle Rise;Cherry Walk;Coopers Yard;
Dyers Wharf;Elm Grove;Ferry Road;Foundry Street;Gasworks Lane;Glebe Avenue;Guildhall Square;Hatters Row;Heron Way;
Ivy Terrace;Jubilee Court;Kiln Road;King's Parade;Larch Drive;Lock Keepers Cut;Marl Pit Lane;Mill Race;
New Bridge Street;Orchard Mews;Paddock View;Quarry Bank;Ropewalk;St Botolph's Road;Station Approach;Tannery Lane;
Union Street;Vicarage Gardens;Weavers Fold;Wherry Close;Willow Holt;York Place
"""
STREETS = tuple(street.strip() for street in _STREETS.split(";"))
