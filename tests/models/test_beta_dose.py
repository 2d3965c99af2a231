import numpy as np
import pytest
from scipy.integrate import quad

from irexplainer.models import beta_dose as beta


def test_one_gigabecquerel_in_one_kilogram():
    """MIRD: 49.67 Gy (Ho 1996 and the instructions of both makers)."""
    assert beta.mean_dose(1.0, 1.0) == pytest.approx(49.67, rel=0.005)


def test_most_is_given_in_eleven_days():
    """facts/y90-radioembolization.md: about 94 % in 11 days."""
    assert float(beta.given_share(11.0)) == pytest.approx(0.94, abs=0.005)
    assert float(beta.given_share(64.1 / 24)) == pytest.approx(0.5)
    assert float(beta.given_share(-1.0)) == 0.0


@pytest.mark.parametrize(
    ("radius", "share"), [(0.10, 0.17), (0.25, 0.39), (1.00, 0.80), (1.33, 0.85), (1.68, 0.88), (2.87, 0.93)]
)
def test_energy_that_stays_in_a_ball_is_the_published_share(radius, share):
    """PMC6352054: Monte Carlo figures of Akabani and Amato for yttrium-90 in spheres of tissue."""
    assert beta.fall_off(radius, 100.0).share_inside() == pytest.approx(share, abs=0.015)


def test_kernel_gives_all_energy_within_its_reach():
    assert quad(lambda r: float(beta.radial(np.array(r))), 0, beta.LONGEST_CM, points=[1 / beta.NU])[
        0
    ] == pytest.approx(1.0, abs=0.005)
    mean = quad(lambda r: r * float(beta.radial(np.array(r))), 0, 3, points=[1 / beta.NU])[0]
    assert 0.25 <= mean <= 0.28, "mean reach 2.5 to 2.8 mm"


def test_dose_of_a_sphere_integrates_to_its_energy():
    def shell(r):
        return float(beta.sphere_dose(np.array(r), 1e9)) * 4 * np.pi * r**2 * beta.DENSITY * 1e-3

    assert quad(shell, 1e-4, 3, points=[1 / beta.NU], limit=200)[0] == pytest.approx(beta.GRAY_KG_PER_GBQ, rel=0.005)


def test_fall_off_is_the_sum_of_many_spheres():
    """Direct sum over spheres on a fine grid in a ball of 0.6 cm radius."""
    step = 0.05
    axis = np.arange(-0.6, 0.6 + step / 2, step)
    spheres = np.stack(np.meshgrid(axis, axis, axis), -1).reshape(-1, 3)
    spheres = spheres[np.linalg.norm(spheres, axis=1) <= 0.6]
    kg = 4 / 3 * np.pi * 0.6**3 * beta.DENSITY * 1e-3
    fall = beta.fall_off(0.6, beta.mean_dose(len(spheres) * 2500e-9, kg))
    at = np.array([0.0, 0.2, 0.4, 0.8, 1.0])
    points = np.column_stack([at + 0.024, np.full(5, 0.026), np.full(5, 0.022)])
    found = beta.dose_map(points, spheres)
    wanted = [fall.at(float(np.linalg.norm(p))) for p in points]
    assert found == pytest.approx(wanted, rel=0.1)


def test_dose_outside_a_tumor_falls_within_millimeters():
    fall = beta.fall_off(1.5, 205.0)
    assert fall.at(0.0) == pytest.approx(205.0, rel=0.01)
    assert fall.at(1.5) == pytest.approx(205.0 / 2, rel=0.12), "half of what surrounds a point on the rim is empty"
    assert fall.at(1.5 + 0.5) < 0.1 * 205.0
    assert fall.at(1.5 + 1.1) < 0.01 * 205.0
    assert np.all(np.diff(fall.gray) <= 1e-9)


def test_partition_keeps_the_energy():
    """Ho 1996: what tumor, liver and lungs get adds up to all of it."""
    doses = beta.partition(2.0, 0.2, 1.4, 5.0, 0.05, 1.0)
    energy = doses.tumor * 0.2 + doses.liver * 1.4 + doses.lungs * 1.0
    assert energy == pytest.approx(2.0 * beta.GRAY_KG_PER_GBQ)
    assert doses.tumor / doses.liver == pytest.approx(5.0)
    assert doses.lungs < 30, "limit of one session"


def test_series_gathers_dose_over_days():
    given = beta.fall_off(1.5, 205.0).series(0.0)[0]
    assert given.at(0.0) == 0.0
    assert given.at(11 * beta.DAY) == pytest.approx(0.94 * 205.0, rel=0.01)
