from qwq_desktop.models.download.pace import Meter, SpeedLimit


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def test_a_meter_tells_the_speed_of_the_last_seconds():
    clock = Clock()
    meter = Meter(clock)
    for _ in range(100):
        clock.now += 0.2
        meter.count(20)
    assert 95 < meter.speed() < 105
    for _ in range(100):
        clock.now += 0.2
        meter.count(200)
    assert 950 < meter.speed() < 1050
    clock.now += 100
    assert meter.speed() < 50
    assert meter.total == 22_000


def test_a_limit_makes_wait_for_what_is_over_it():
    clock = Clock()
    limit = SpeedLimit(1000, clock)
    waited = 0.0
    for _ in range(50):
        pause = limit.reserve(100)
        waited += pause
        clock.now += pause
    assert 4.5 < waited < 5.1


def test_a_limit_can_be_lifted():
    clock = Clock()
    limit = SpeedLimit(10, clock)
    assert limit.reserve(1000) > 50
    limit.change(None)
    assert limit.reserve(10**9) == 0
