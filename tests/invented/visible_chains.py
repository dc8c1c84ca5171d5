"""What officers corrected of companies on chains, and every way in to it."""

from visible_asker import Way, api_each, api_list, command, detail

CHAIN_WAYS: dict[str, dict[str, Way]] = {
    "placement-correction": {
        "company-panel": detail("companies:detail", key="uscc"),
        "api-list": api_list("chains/corrections"),
        "api-company": api_each("chains/industry/companies/{uscc}"),
        "command": command("chains:chains", "corrections"),
    },
}
