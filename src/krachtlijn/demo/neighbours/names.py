"""First and last names as they sound in a Flemish or Dutch city; no one in particular."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Roots:
    # How often, against the others.
    share: int
    # Of ten people with these roots, how many came here themselves.
    newcomers: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    # Where a woman bears another form of the name.
    families_of_women: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("nl",)
    # Whether others tend to ask "where are you really from?".
    looked_at: bool = True


def _roots(
    share: int,
    newcomers: int,
    women: str,
    men: str,
    families: str,
    families_of_women: str = "",
    languages: str = "nl",
    looked_at: bool = True,
) -> Roots:
    return Roots(
        share,
        newcomers,
        tuple(women.split()),
        tuple(men.split()),
        tuple(families.split(", ")),
        tuple(families_of_women.split(", ")) if families_of_women else (),
        tuple(languages.split()),
        looked_at,
    )


ROOTS: tuple[Roots, ...] = (
    _roots(
        30,
        0,
        "An Greet Lien Hilde Sofie Marijke Els Nele Ria Annelies Katrien Griet Veerle Ineke Femke",
        "Bart Koen Wim Luc Dirk Jeroen Pieter Geert Sander Henk Joris Tom Ronny Ward Freddy",
        "Claes, Wouters, De Backer, Vermeulen, Jacobs, Mertens, Goossens, De Wit, Van Damme, "
        "Bakker, Verhoeven, Lemmens, Aerts, Smits, De Groot, Segers, Maes, Hendrickx",
        looked_at=False,
    ),
    _roots(
        16,
        5,
        "Naima Samira Khadija Loubna Hanane Souad Ikram Nora Rachida Imane Zineb",
        "Youssef Rachid Karim Bilal Abdel Hamza Nordin Said Mounir Driss Khalid",
        "El Idrissi, Bouzidi, Amrani, Ben Salah, El Khatib, Azzouzi, Tahiri, Bakkali, Chaoui, "
        "Ouali, Benali, El Amrani",
        languages="nl nl nl fr",
    ),
    _roots(
        12,
        4,
        "Ayşe Elif Zeynep Emine Hatice Sevgi Gül Meryem Derya Özlem",
        "Mehmet Ali Hasan Emre Murat Ahmet Kemal Serkan Yusuf Orhan",
        "Yılmaz, Demir, Kaya, Şahin, Aydın, Çelik, Arslan, Doğan, Koç, Öztürk, Polat",
    ),
    _roots(
        7,
        10,
        "Olena Iryna Oksana Natalia Svitlana Kateryna Halyna Yulia",
        "Andriy Oleksandr Mykola Taras Serhiy Vasyl Dmytro",
        "Shevchuk, Kovalenko, Bondar, Melnyk, Tkachenko, Kravets, Savchuk, Marchenko, Lysenko",
        languages="nl nl en",
        looked_at=False,
    ),
    _roots(
        6,
        3,
        "Chantal Joyce Maureen Sharda Gladys Asha Lucia Soraya",
        "Errol Winston Ricardo Ramesh Kenneth Orlando Melvin Iwan",
        "Pinas, Ramdin, Kromosoeto, Wijdenbosch, Doelwijt, Ramlal, Amatali, Zandwijken, Vola",
    ),
    _roots(
        6,
        6,
        "Grâce Mireille Béa Clarisse Nadège Divine Solange Esther",
        "Patrick Junior Trésor Jean-Pierre Christian Dieudonné Blaise Cédric",
        "Mbuyi, Kabongo, Ilunga, Tshibanda, Mukendi, Lukusa, Kasongo, Ngalula, Mutombo",
        languages="nl fr fr",
    ),
    _roots(
        6,
        9,
        "Agnieszka Ewa Magda Beata Dorota Kasia Joanna",
        "Piotr Marek Krzysztof Tomasz Jacek Paweł Adam",
        "Nowak, Kowalski, Zieliński, Wójcik, Lewandowski, Mazur, Dąbrowski, Pawlak",
        "Nowak, Kowalska, Zielińska, Wójcik, Lewandowska, Mazur, Dąbrowska, Pawlak",
        languages="nl nl en",
        looked_at=False,
    ),
    _roots(
        4,
        8,
        "Florica Rozalia Mirela Silvia Denisa Viorica",
        "Gheorghe Marian Ionel Roman Stefan Costel",
        "Ciurar, Lăcătuş, Horvat, Balog, Stanescu, Căldăraru, Demeter",
    ),
    _roots(
        7,
        10,
        "Rima Hala Nour Lina Rasha Abir Maysa",
        "Omar Firas Anas Bassel Nizar Samer Tarek",
        "Al Hamwi, Haddad, Khoury, Al Masri, Darwish, Nassar, Sabbagh, Al Halabi",
        languages="nl nl nl en",
    ),
    _roots(
        4,
        9,
        "Farida Zahra Parwin Shabnam Laila Maryam",
        "Ahmad Rahim Jawad Mustafa Farid Hamid",
        "Rahimi, Noori, Sultani, Hosseini, Karimi, Popal, Wardak",
        languages="nl nl en",
    ),
    _roots(
        4,
        9,
        "Abeba Selam Hodan Fadumo Saba Luwam",
        "Yonas Tesfay Abdi Hussein Samuel Mohamed",
        "Tekle, Ghebremedhin, Warsame, Abdullahi, Haile, Farah, Kidane",
        languages="nl nl en",
    ),
    _roots(
        4,
        5,
        "Rosa Paula Carmen Giulia Inês Teresa",
        "Antonio Marco Luis Salvatore João Diego",
        "Russo, Ferreira, Morales, Esposito, Lopes, Navarro, Conti, Castro",
        languages="nl nl fr en",
        looked_at=False,
    ),
    _roots(
        3,
        9,
        "Aïssatou Mariama Fatoumata Adjoa Abena Kadiatou",
        "Mamadou Ibrahima Kwame Kofi Ousmane Boubacar",
        "Diallo, Barry, Mensah, Owusu, Camara, Boateng, Sow, Bah",
        languages="nl fr en",
    ),
)
