"""The command `kg`: thin over the library. Results go to stdout, everything else to stderr."""

import os
import sys
from typing import Any

import click

from kg import __version__
from kg.errors import KgError

EXIT_BAD_INPUT = 2
EXIT_INTERRUPTED = 130

COMMANDS = {
    "add": "kg.cli.add:add",
    "ask": "kg.cli.ask:ask",
    "build": "kg.cli.build:build",
    "conflicts": "kg.cli.conflicts:conflicts",
    "demo": "kg.cli.demo:demo",
    "diff": "kg.cli.diff:diff",
    "doctor": "kg.cli.doctor:doctor",
    "entities": "kg.cli.entities:entities",
    "eval": "kg.cli.eval:evaluate",
    "explain": "kg.cli.explain:explain",
    "export": "kg.cli.export:export",
    "extract": "kg.cli.extract:extract",
    "infer": "kg.cli.infer:infer",
    "judge": "kg.cli.judge:judge",
    "ls": "kg.cli.ls:ls",
    "neighbours": "kg.cli.neighbours:neighbours",
    "path": "kg.cli.path:path",
    "publish": "kg.cli.publish:publish",
    "query": "kg.cli.query:query",
    "questions": "kg.cli.questions:questions",
    "review": "kg.cli.review:review",
    "rm": "kg.cli.rm:rm",
    "serve": "kg.cli.serve:serve",
    "show": "kg.cli.show:show",
    "stats": "kg.cli.stats:stats",
    "timeline": "kg.cli.timeline:timeline",
    "validate": "kg.cli.validate:validate",
    "view": "kg.cli.viz:view",
    "viz": "kg.cli.viz:viz",
    "watch": "kg.cli.watch:watch",
    "why-not": "kg.cli.why_not:why_not",
}
"""Commands are imported when they are used, so that `kg --help` is quick."""


class ReaderGone(Exception):
    """Whoever read our output has closed it."""


class LazyGroup(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            # click would make exit code 1 of it, which means something else here.
            raise ReaderGone from error


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    r"""Turn news articles into a knowledge graph that keeps the sentence behind every edge.

    \b
    Start with:
      kg demo                          build a graph from the sample articles
      kg build articles/ -o out        build one from yours
      kg show out "Hong Kong"          what is said of an entity, and where
      kg query out "SELECT ..."        ask it in SPARQL

    Exit codes: 0 done, 1 something was found wrong or nothing was found, 2 the input cannot be used.
    Shell completion: eval "$(_KG_COMPLETE=bash_source kg)", or zsh_source, fish_source.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run `kg` and exit: errors are one line on stderr, never a traceback."""
    try:
        result = cli.main(args=arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(result if isinstance(result, int) else 0)
    except KgError as error:
        _complain(str(error))
        sys.exit(EXIT_BAD_INPUT)
    except click.ClickException as error:
        error.show(sys.stderr)
        sys.exit(EXIT_BAD_INPUT)
    except (click.Abort, KeyboardInterrupt):
        _complain("stopped; a build keeps what it has read, and the same command goes on from there")
        sys.exit(EXIT_INTERRUPTED)
    except (ReaderGone, BrokenPipeError):
        # Whoever read our output has enough; Python must not complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        _complain(str(error))
        sys.exit(EXIT_BAD_INPUT)


def _complain(message: str) -> None:
    from kg.cli.console import shown

    click.echo(f"Error: {' '.join(shown(message).split())}", err=True)
