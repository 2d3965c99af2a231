"""How a blocked kidney empties through a tube.

Equation. A kidney's collecting system is a balloon of compliance C (ml per cmH2O) behind a tube of resistance
Z (cmH2O per ml/min). With p = (V - V_rest) / C and outflow p / Z:

    dV/dt = -(V - V_rest) / (Z C)   =>   V(t) = V_rest + (V_0 - V_rest) exp(-t / tau),   tau = Z C

Constants. Normal content 5 to 10 ml, swollen 50 ml and more, pressure above 40 cmH2O when blocked
(facts/nephrostomy-tube-placement.md, textbook values): V_rest 8 ml, V_0 60 ml, C = 52 ml / 40 cmH2O. An 8 French tube
drains 10 ml/min at that pressure, so Z = 4 cmH2O per ml/min and tau = 5.2 minutes.
"""

import math

REST_ML = 8.0
SWOLLEN_ML = 60.0
PRESSURE_CMH2O = 40.0
RESISTANCE = 4.0
COMPLIANCE = (SWOLLEN_ML - REST_ML) / PRESSURE_CMH2O
TAU_MIN = RESISTANCE * COMPLIANCE


def volume_ml(minutes: float) -> float:
    """Urine in the collecting system, ml, minutes after the tube was opened (before: swollen)."""
    return REST_ML + (SWOLLEN_ML - REST_ML) * math.exp(-max(minutes, 0.0) / TAU_MIN)


def swelling(minutes: float) -> float:
    """Share 0..1 of the swelling that is left."""
    return (volume_ml(minutes) - REST_ML) / (SWOLLEN_ML - REST_ML)


def outflow_ml_per_min(minutes: float) -> float:
    """Flow through the tube in ml per minute; 0 before it is opened."""
    return 0.0 if minutes < 0 else (volume_ml(minutes) - REST_ML) / TAU_MIN
