"""What a first visit costs someone with little data on their phone."""

import pytest

from tests.journeys.devices import PHONE

AT_MOST = 150 * 1024


@pytest.fixture
def weigh(new_context, capsys):
    def first_visit(address: str, door: str = "") -> int:
        """All bytes over the wire, headers too, of one visit with nothing kept from before."""
        context = new_context(**PHONE)
        if door:
            context.request.get(door, max_redirects=0)
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        weights, names = {}, {}

        def begins(told):
            names[told["requestId"]] = told["response"]["url"]

        def ends(told):
            weights[names[told["requestId"]]] = int(told["encodedDataLength"])

        wire.on("Network.responseReceived", begins)
        wire.on("Network.loadingFinished", ends)
        page.goto(address, wait_until="networkidle")
        with capsys.disabled():
            print(f"\nfirst visit of {address}: {sum(weights.values()) / 1024:.1f} kB")
            for name, weight in sorted(weights.items(), key=lambda pair: -pair[1]):
                print(f"  {weight / 1024:6.1f} kB  {name}")
        assert any(name.endswith(".woff2") for name in weights)
        return sum(weights.values())

    return first_visit


def test_the_first_page_weighs_little(waterdam, weigh):
    assert weigh(f"{waterdam.url}/") <= AT_MOST


def test_a_full_plan_weighs_little(waterdam, weigh):
    assert weigh(f"{waterdam.url}/plan/", waterdam.doors["Amina"]) <= AT_MOST
