"""The toolkit's content as data, and its macros: what the macros plugin calls, and nothing else."""

from .site import define_env, on_post_build, on_post_page_macros, on_pre_page_macros

__all__ = ["define_env", "on_post_build", "on_post_page_macros", "on_pre_page_macros"]
