"""Every small change of a module: a boundary moved, a condition dropped, a number one off."""

import ast
from collections.abc import Iterator
from typing import Any, NamedTuple


class Mutant(NamedTuple):
    """A module with one change: where it is, what was there, what is there now, and the source it makes."""

    line: int
    function: str
    before: str
    after: str
    source: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by when lines have moved."""
        return self.function, self.before, self.after


_COMPARISONS: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_SUMS: dict[type, type] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_OPPOSITES = {
    "min": "max",
    "any": "all",
    "bisect_left": "bisect_right",
    "first_day": "last_day",
    "first": "last",
    "longest_run": "run_of_absence",
    "_is": "_not",
}
_OPPOSITES |= {other: one for one, other in _OPPOSITES.items()}

# Words for people, and citations, which the generated documents hold to the code.
_NOT_CHANGED_IN_CALLS = {"at", "unconfirmed", "with_note", "Instrument", "Missing", "Fault"}
_NOT_CHANGED_NAMES = {"_REVIEWED_ON", "__all__", "__slots__"}
_NOT_CHANGED_FIELDS = {"annotation", "returns", "decorator_list", "type_params"}
_FEW_LETTERS = 6


def mutants_of(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module, in the order of its lines."""
    tree = ast.parse(source)
    for holder, field, place, function in _slots(tree, ""):
        node = _get(holder, field, place)
        before = _words(node)
        for other in _changes(node, holder, field):
            _put(holder, field, place, other)
            changed = ast.unparse(ast.fix_missing_locations(tree))
            _put(holder, field, place, node)
            yield Mutant(getattr(node, "lineno", 0), function, before, _words(other), changed)


def _slots(node: ast.AST, function: str) -> Iterator[tuple[ast.AST, str, int | None, str]]:
    """Yield the place of every node that may change, and the function it is in."""
    if not _may_change(node):
        return
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        function = f"{function}.{node.name}" if function else node.name
    for field, value in ast.iter_fields(node):
        if field in _NOT_CHANGED_FIELDS:
            continue
        many = value if isinstance(value, list) else [value]
        for place, child in enumerate(many):
            if isinstance(child, ast.AST):
                yield node, field, place if isinstance(value, list) else None, function
                yield from _slots(child, function)


def _may_change(node: ast.AST) -> bool:
    if isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom | ast.Raise):
        return False
    if isinstance(node, ast.Call):
        return _name(node.func) not in _NOT_CHANGED_IN_CALLS
    if isinstance(node, ast.Assign):
        return not any(_name(target) in _NOT_CHANGED_NAMES for target in node.targets)
    return True


def _changes(node: ast.AST, holder: ast.AST, field: str) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        yield from _of_a_comparison(node)
    elif isinstance(node, ast.BoolOp):
        yield from _of_a_condition(node)
    elif isinstance(node, ast.BinOp) and type(node.op) in _SUMS:
        yield ast.BinOp(node.left, _SUMS[type(node.op)](), node.right)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
    elif isinstance(node, ast.If | ast.While) and not isinstance(
        node.test, ast.Compare | ast.UnaryOp | ast.BoolOp
    ):
        yield type(node)(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, ast.Constant):
        yield from _of_a_constant(node, holder)
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        yield from _of_a_collection(node)
    elif isinstance(node, ast.comprehension):
        for condition in node.ifs:
            rest = [other for other in node.ifs if other is not condition]
            yield ast.comprehension(node.target, node.iter, rest, node.is_async)
    elif isinstance(node, ast.Name | ast.Attribute):
        yield from _of_a_name(node, field)
    elif isinstance(node, ast.Call):
        yield from _of_a_call(node)
    elif (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom)
    ) or isinstance(node, ast.AugAssign | ast.Break | ast.Continue):
        yield ast.Pass()


def _of_a_comparison(node: ast.Compare) -> Iterator[ast.AST]:
    for place, operator in enumerate(node.ops):
        for other in _COMPARISONS[type(operator)]:
            yield ast.Compare(
                node.left, [*node.ops[:place], other(), *node.ops[place + 1 :]], node.comparators
            )


def _of_a_condition(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
    for dropped in node.values:
        rest = [value for value in node.values if value is not dropped]
        yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _of_a_constant(node: ast.Constant, holder: ast.AST) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(holder, ast.Expr):
        return
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)
    elif isinstance(value, str) and value and " " not in value and "." not in value:
        if len(value) <= _FEW_LETTERS and not value.islower() and len(value) > 1:
            yield from (ast.Constant(value.replace(letter, "")) for letter in value)
        yield ast.Constant(value + "x")


def _of_a_collection(node: Any) -> Iterator[ast.AST]:
    """Leave out each item of a tuple, list or set that is made, not of one that is unpacked into."""
    if isinstance(getattr(node, "ctx", None), ast.Store):
        return
    for dropped in node.elts:
        if isinstance(dropped, ast.Constant | ast.JoinedStr) and len(node.elts) == 1:
            continue
        rest = [item for item in node.elts if item is not dropped]
        if isinstance(node, ast.Set):
            yield ast.Set(rest) if rest else ast.Call(ast.Name("set", ast.Load()), [], [])
        else:
            yield type(node)(rest, ast.Load())


def _of_a_name(node: ast.Name | ast.Attribute, field: str) -> Iterator[ast.AST]:
    if not isinstance(node.ctx, ast.Load) or field == "annotation":
        return
    other = _OPPOSITES.get(_name(node))
    if other is None:
        return
    if isinstance(node, ast.Attribute):
        yield ast.Attribute(node.value, other, ast.Load())
    else:
        yield ast.Name(other, ast.Load())


def _of_a_call(node: ast.Call) -> Iterator[ast.AST]:
    """Take a call for its first argument where it sorts; leave out each argument that has a name."""
    if _name(node.func) in ("sorted", "reversed") and node.args:
        yield ast.Call(ast.Name("list", ast.Load()), node.args[:1], [])
    if _name(node.func) in ("Dated", "From", "rule", "field", "dataclass"):
        return
    for keyword in node.keywords:
        if keyword.arg is not None:
            rest = [other for other in node.keywords if other is not keyword]
            yield ast.Call(node.func, node.args, rest)


def _name(node: ast.AST) -> str:
    return getattr(node, "id", "") or getattr(node, "attr", "")


def _words(node: ast.AST) -> str:
    if isinstance(node, ast.If | ast.While):
        return f"{'if' if isinstance(node, ast.If) else 'while'} {ast.unparse(node.test)}"
    return " ".join(ast.unparse(ast.fix_missing_locations(node)).split()) or "nothing"


def _get(holder: ast.AST, field: str, place: int | None) -> Any:
    value = getattr(holder, field)
    return value if place is None else value[place]


def _put(holder: ast.AST, field: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(holder, field, node)
    else:
        getattr(holder, field)[place] = node
