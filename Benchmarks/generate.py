"""Writes GDELT-shaped events: 61 columns without a header, skewed as the real data are, the same for the same seed."""
import bisect
import datetime
import itertools
import random

COUNTRIES = "USA CHN RUS GBR FRA DEU JPN IND PAK IRN IRQ ISR PSE SYR TUR UKR TWN KOR PRK SAU EGY AFG AUS CAN MEX".split()
FIPS = "US CH RS UK FR GM JA IN PK IR IZ IS GZ SY TU UP TW KS KN SA EG AF AS CA MX".split()
ROLES = ["", "GOV", "MIL", "COP", "OPP", "BUS", "REB", "CVL", "MED", "EDU"]
# code, Goldstein value in GDELT
CODES = [("010", 0.0), ("020", 3.0), ("036", 4.0), ("040", 1.0), ("042", 1.9), ("043", 2.8), ("046", 7.0), ("051", 3.4),
         ("060", 6.0), ("072", 8.3), ("080", 5.0), ("090", -2.0), ("100", -5.0), ("111", -2.0), ("112", -2.0), ("120", -4.0),
         ("125", -5.0), ("130", -4.4), ("141", -6.5), ("150", -7.2), ("160", -4.0), ("163", -8.0), ("172", -5.0),
         ("173", -5.0), ("180", -9.0), ("190", -10.0), ("193", -10.0), ("195", -10.0)]


def zipf(count, exponent):
    """Cumulative weights of ranks 1 to count."""
    return list(itertools.accumulate(1 / (rank + 1) ** exponent for rank in range(count)))


def write(path, rows, seed=1, first=datetime.date(2015, 1, 1), days=2557):
    draw = random.Random(seed)
    country_weights, role_weights, code_weights = zipf(len(COUNTRIES), 0.8), zipf(len(ROLES), 1.0), zipf(len(CODES), 0.7)

    def pick(weights):
        return bisect.bisect_left(weights, draw.random() * weights[-1])

    dates = [first + datetime.timedelta(days=day) for day in range(days)]
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for row in range(rows):
            date = dates[row * days // rows]
            a, b = pick(country_weights), pick(country_weights)
            role_a, role_b = ROLES[pick(role_weights)], ROLES[pick(role_weights)]
            code, goldstein = CODES[pick(code_weights)]
            root = int(code[:2])
            quad = 1 if root <= 5 else 2 if root <= 9 else 3 if root <= 14 else 4
            mentions = 1 + int(draw.expovariate(0.2))
            fields = [str(900000000 + row), date.strftime("%Y%m%d"), date.strftime("%Y%m"), str(date.year), f"{date.year}.5"]
            for country, role in ((a, role_a), (b, role_b)):
                if draw.random() < 0.12:
                    fields += [""] * 10
                else:
                    name = COUNTRIES[country]
                    fields += [name + role, name, name, "", "", "", "", role, "", ""]
            fields += [str(draw.randrange(2)), code, code[:3], code[:2], str(quad), str(goldstein), str(mentions),
                       str(1 + mentions // 3), str(mentions), f"{draw.gauss(-1.5, 3):.6f}"]
            for _ in range(3):
                place = pick(country_weights)
                fields += ["1", COUNTRIES[place], FIPS[place], FIPS[place], "", "10.5", "20.5", FIPS[place]]
            fields += [date.strftime("%Y%m%d") + "120000", f"https://example.org/{row // 4}/story-{draw.randrange(10**6)}"]
            out.write("\t".join(fields) + "\n")
