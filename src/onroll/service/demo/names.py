"""Names to draw from: made up by joining parts, or common in a community; nobody in particular's."""

# ruff: noqa: SIM905 - a list of words is easiest read, and added to, as words

from __future__ import annotations

import random

_BEGINNINGS = (
    "Ash Bram Brack Carl Clay Cold Cor Dun Ell Fern Gar Hal Hather Holm Kel Kirk Lang Lin Mar Mel Nor Oak Pen Rad Raven "
    "Row Sel Skel Stan Sut Thorn Tor Wald Wend Wes Whit Win Wood Wrex Yar"
).split()
_ENDINGS = "bourne bury by combe croft dale den field ford gate ham hurst ley low mere more ridge shaw ton wick wood worth".split()

#: Surnames and forenames (girls', boys') common where a family's first language or heritage is the key's.
_BRITISH_GIRLS = (
    "Ada Alice Amber Amelia Annie Beatrice Bethan Carys Chloe Clara Daisy Edith Elsie Emily Erin Esme Eva Evie Faith "
    "Flora Freya Georgia Grace Hannah Harriet Heidi Holly Iris Isla Ivy Jasmine Jessica Keira Lara Lily Lola Lottie Lucy "
    "Mabel Maisie Martha Matilda Megan Millie Molly Nancy Olive Orla Phoebe Poppy Rose Ruby Sadie Scarlett Sienna Sophie "
    "Summer Tilly Violet Willow"
).split()
_BRITISH_BOYS = (
    "Albert Alfie Archie Arlo Arthur Barnaby Benjamin Blake Caleb Charlie Connor Daniel Dexter Dylan Edward Elliot Ethan "
    "Felix Finley Freddie George Harley Harrison Harvey Henry Hugo Isaac Jack Jacob Jago Jenson Jude Kit Leo Lewis Logan "
    "Louie Luca Luke Mason Max Miles Nathan Noah Oliver Oscar Otis Owen Ralph Reggie Reuben Riley Robin Rory Rowan Samuel "
    "Sonny Stanley Teddy Theo Toby Wilfred"
).split()
_PARENT_WOMEN = (
    "Abigail Alison Angela Becky Caroline Charlotte Claire Donna Eleanor Emma Fiona Gemma Hayley Helen Jenny Joanne Julie "
    "Karen Katie Kelly Laura Leanne Lisa Louise Lynne Melissa Natalie Nicola Rachel Rebecca Sally Samantha Sarah Sharon "
    "Stacey Stephanie Tracey Vicky Zoe"
).split()
_PARENT_MEN = (
    "Adam Alan Andrew Ben Carl Chris Craig Darren David Dean Gareth Gary Graham Ian James Jason John Jonathan Keith Kevin "
    "Lee Mark Martin Matthew Michael Neil Nick Paul Peter Richard Robert Ross Ryan Scott Simon Stephen Stuart Tim Tom Wayne"
).split()


class Community:
    """Names that go together."""

    def __init__(self, surnames: str, girls: str, boys: str, women: str = "", men: str = "") -> None:
        self.surnames = surnames.split()
        self.girls, self.boys = girls.split(), boys.split()
        self.women, self.men = (women or girls).split(), (men or boys).split()

    def surname(self, draws: random.Random) -> str:
        """Draw a family's surname."""
        return draws.choice(self.surnames) if self.surnames else _joined(draws)

    def forename(self, draws: random.Random, sex: str) -> str:
        """Draw a child's forename."""
        return draws.choice(self.girls if sex == "F" else self.boys)

    def parent(self, draws: random.Random, sex: str) -> str:
        """Draw a grown-up's forename."""
        return draws.choice(self.women if sex == "F" else self.men)


def _joined(draws: random.Random) -> str:
    return draws.choice(_BEGINNINGS) + draws.choice(_ENDINGS)


BRITISH = Community(
    "",
    " ".join(_BRITISH_GIRLS),
    " ".join(_BRITISH_BOYS),
    " ".join(_PARENT_WOMEN),
    " ".join(_PARENT_MEN),
)
POLISH = Community(
    "Brzeski Czarnik Dolny Grabarek Jaworek Kalinka Krawiec Lipiec Mazurek Nowicki Olszak Pawlik Rybka Sikora Wilczek Zielnik",
    "Aleksandra Hania Julia Kinga Lena Maja Nikola Oliwia Wiktoria Zofia",
    "Adrian Antoni Filip Jakub Kacper Michal Nikodem Oskar Szymon Tymon",
    "Agnieszka Anna Beata Ewa Joanna Katarzyna Magda Marta",
    "Adam Bartosz Grzegorz Krzysztof Marcin Pawel Piotr Tomasz",
)
LITHUANIAN = Community(
    "Balkus Daukas Girdis Kairys Lapinis Miskus Petraus Rimkus Stonys Zukaus",
    "Austeja Emilija Gabija Liepa Ugne Viltė",
    "Dominykas Jonas Lukas Matas Nojus Tomas",
)
ROMANIAN = Community(
    "Albescu Bradeanu Codreanu Dumbrava Florea Lungu Munteanu Padure Rusan Stanciu",
    "Alexia Andreea Bianca Daria Ioana Sofia",
    "Andrei David Ionut Matei Stefan Vlad",
)
PORTUGUESE = Community(
    "Almeirim Barroca Carvalhal Figueiral Lameiras Montalvo Nogueiral Pinhal Ribeira Salgueiro",
    "Beatriz Carolina Ines Leonor Mariana Matilde",
    "Afonso Diogo Duarte Goncalo Martim Tiago",
)
PAKISTANI = Community(
    "Akhter Anwar Aslam Bashir Chaudhary Hanif Iqbal Javed Latif Mahmood Qadir Rafiq Saleem Yousaf",
    "Aisha Ayesha Fatima Hafsa Hania Iqra Maryam Minahil Noor Zainab",
    "Abdullah Ahmad Bilal Danyal Hamza Haris Ibrahim Musa Yusuf Zayn",
    "Farah Nadia Rukhsana Saima Shazia Uzma",
    "Asif Imran Kamran Nadeem Tariq Waqas",
)
BANGLADESHI = Community(
    "Alom Begum Chowdhury Haque Islam Khatun Miah Rahman Sarkar Uddin",
    "Anika Fahmida Jannat Maliha Nusrat Tahmina",
    "Arif Fahim Mahin Rafi Sabbir Tanvir",
    "Nasima Rokeya Salma Shirin",
    "Abdul Jamal Kamal Shahid",
)
INDIAN = Community(
    "Acharya Bhatt Desai Gandhar Joshi Kulkarni Menon Nair Parekh Raman Sandhu Varma",
    "Aanya Diya Isha Kavya Meera Riya Saanvi Tara",
    "Aarav Arjun Dev Ishaan Kabir Rohan Veer Vihaan",
    "Anita Deepa Lakshmi Priya Sunita",
    "Amit Anil Rajesh Sanjay Vikram",
)
AFRICAN = Community(
    "Abiola Adewumi Asante Chukwudi Danso Eze Kamara Mensah Mutasa Nyathi Okonjo Osei Sesay Tembo",
    "Abena Ama Chiamaka Esther Ife Naomi Temi Thandi Zuri",
    "Chidi Daniel Emmanuel Kofi Kwame Samuel Tobi Tunde",
    "Blessing Comfort Grace Joy Mercy Patience",
    "Emeka Joseph Kwesi Michael Peter Samuel",
)
CARIBBEAN = Community(
    "",
    "Aaliyah Amari Imani Jada Kiara Nia Shanice Tiana",
    "Andre Jaden Kai Kymani Malachi Marcus Omari Tyrell",
    " ".join(_PARENT_WOMEN),
    " ".join(_PARENT_MEN),
)
ARABIC = Community(
    "Al-Bakri Darwish Farouk Haddadin Jaber Khalifeh Mansouri Nassar Saadi Zaher",
    "Dana Hala Leen Mira Rania Yasmin",
    "Adam Kareem Laith Omar Sami Zaid",
)
CHINESE = Community(
    "Chan Cheung Fong Kwok Lam Leung Ng Tse Yip",
    "Emily Hei-Lam Jasmine Sum-Yuet Yan-Tung",
    "Chun-Hei Ethan Ho-Yin Jayden Tsz-Hin",
)
STREETS = (
    "Alder Close|Barn Lane|Beacon Road|Brook Street|Chapel Row|Cooper's Yard|Dyke Road|Ferry Lane|Furlong Drive|Garth Street|"
    "Hawthorn Avenue|Heron Way|Kiln Lane|Lime Grove|Lock Street|Malt House Lane|Marsh View|Meadow Rise|Orchard Close|"
    "Packhorse Lane|Plough Road|Quarry Hill|Rope Walk|Sluice Road|Station Road|Thatcher's Row|Tollgate|Warren Drive|"
    "Weaver Street|Windmill Hill"
).split("|")
SETTLEMENTS = {
    "Tarn Coast": ("Saltwick", "Saltwick Staithe", "Merle Sands"),
    "Marrow Vale": ("Tarnbridge", "Overmarrow", "Nethermarrow", "Kelby St Anne"),
    "Upper Tarn": ("Thornhowe", "Wrexley Cross"),
}
