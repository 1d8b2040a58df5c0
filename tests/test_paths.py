from pathlib import Path

from vnr_app import paths

ROOT = Path(__file__).parents[1]


def test_data_packages_lie_beside_the_application():
    assert paths.resources_dir() == ROOT / "resources"
    assert paths.templates_dir() == ROOT / "templates"


def test_the_users_folders_carry_the_name_of_the_program():
    for folder in (paths.user_data_dir(), paths.user_log_dir()):
        assert folder.is_absolute()
        assert "VNR Workbench" in folder.parts
