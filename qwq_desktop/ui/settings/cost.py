"""What loading costs in memory: a bar in three colours, and whether it fits, in words."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.ui.numbers import memory_text
from qwq_desktop.ui.settings.controls import text_label
from qwq_desktop.ui.theme.style import mixed, set_role
from qwq_desktop.ui.theme.tokens import Theme

BAR_HEIGHT = 10
READING_SPEED = (3.0, 8.0)  # tokens a second between which text comes about as people read it
translate = QCoreApplication.translate


def needed_bytes(plan: LoadPlan) -> int:
    """All that a plan takes, wherever it lies."""
    return plan.weights_bytes + plan.kv_cache_bytes + plan.compute_bytes


def cost_sentence(plan: LoadPlan, memory_bytes: int) -> tuple[str, bool]:
    """Whether it fits, in words, and whether that is a warning.

    `memory_bytes` is the graphics cards', or the computer's without one; 0 where it isn't known.
    """
    over = needed_bytes(plan) - memory_bytes if memory_bytes else 0
    facts = {"size": memory_text(over), "some": plan.gpu_layers, "all": plan.total_layers}
    text = _fit_words(plan, over)
    partly = 0 < plan.gpu_layers < plan.total_layers
    return text.format(**facts), not plan.fits or partly


def _fit_words(plan: LoadPlan, over: int) -> str:
    if not plan.fits and over > 0:
        return translate(
            "CostGroup", "{size} more than there is. Choose a shorter context or a smaller model."
        )
    if not plan.fits:
        return translate(
            "CostGroup",
            "Too much for what is free now. Close other programs or shorten the context.",
        )
    if plan.gpu_layers >= plan.total_layers:
        return translate("CostGroup", "Fits: all {all} layers run on the graphics card.")
    if plan.gpu_layers and over > 0:
        return translate(
            "CostGroup", "{size} more than the card has: {some} of {all} layers go to the GPU."
        )
    if plan.gpu_layers:
        return translate(
            "CostGroup", "{some} of {all} layers go to the GPU, the others run on the processor."
        )
    return (
        translate("CostGroup", "Fits, with {size} to spare.")
        if over < 0
        else translate("CostGroup", "Fits.")
    )


def speed_sentence(tokens_per_second: float | None) -> str:
    """How fast answers will come, against a reader; "" where it isn't known."""
    if tokens_per_second is None:
        return ""
    slow, fast = READING_SPEED
    if tokens_per_second < slow:
        text = translate("CostGroup", "Slower than reading: about {rate} tokens a second.")
    elif tokens_per_second <= fast:
        text = translate("CostGroup", "About reading speed: {rate} tokens a second.")
    else:
        text = translate("CostGroup", "Faster than reading: about {rate} tokens a second.")
    digits = 0 if tokens_per_second >= slow else 1
    return text.format(rate=f"{tokens_per_second:.{digits}f}")


class MemoryBar(QWidget):
    """Model, context and work as lengths of one bar; what is left of the memory stays track."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shares: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def colors(self) -> tuple[str, str, str]:
        """The colours of model, context and work."""
        colors = self._theme.palette
        return (
            colors.accent,
            mixed(colors.accent, colors.ground, 0.52),
            mixed(colors.warn, colors.ground, 0.55),
        )

    @property
    def shares(self) -> tuple[float, ...]:
        """The parts' shares (0…1) of the bar's length."""
        return self._shares

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.update()

    def set_parts(self, parts: tuple[int, ...], memory_bytes: int) -> None:
        """Show sizes in bytes. The bar is the memory, or the sum where that is more."""
        whole = max(memory_bytes, sum(parts), 1)
        self._shares = tuple(part / whole for part in parts)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(100, BAR_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(self._theme.palette.line))
        left = 0.0
        for share, color in zip(self._shares, self.colors, strict=False):
            width = share * self.width()
            painter.fillRect(QRectF(left, 0, width, BAR_HEIGHT), QColor(color))
            left += width
        painter.end()


class CostGroup(QWidget):
    """The bar with its heading, its legend and the sentence; hidden while no plan is known."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._plan: LoadPlan | None = None
        self._memory_bytes = 0
        self.heading = QLabel()
        set_role(self.heading, "heading")
        self.bar = MemoryBar(theme)
        self.legend = text_label("note")
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.sentence = text_label("note")
        self.speed = text_label("note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.heading, self.bar, self.legend, self.sentence, self.speed):
            column.addWidget(part)
        self.show_plan(None, 0)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self.bar.set_theme(theme)
        self.show_plan(self._plan, self._memory_bytes)

    def show_plan(self, plan: LoadPlan | None, memory_bytes: int) -> None:
        """Show what a plan costs of a memory; both in bytes."""
        self._plan, self._memory_bytes = plan, memory_bytes
        self.setVisible(plan is not None)
        if plan is None:
            return
        self.heading.setText(self._heading(plan, memory_bytes))
        parts = (plan.weights_bytes, plan.kv_cache_bytes, plan.compute_bytes)
        self.bar.set_parts(parts, memory_bytes)
        self.legend.setText(self._legend(plan))
        text, is_warning = cost_sentence(plan, memory_bytes)
        set_role(self.sentence, "warning" if is_warning else "note")
        self.sentence.setText(text)
        speed = speed_sentence(plan.expected_tokens_per_second)
        self.speed.setText(speed)
        self.speed.setVisible(bool(speed))
        self.bar.setAccessibleName(self.heading.text())
        self.bar.setAccessibleDescription(text)

    def _heading(self, plan: LoadPlan, memory_bytes: int) -> str:
        if not memory_bytes:
            return self.tr("What it costs")
        on_card = plan.gpu_layers > 0
        text = (
            self.tr("What it costs: {size} graphics card")
            if on_card
            else self.tr("What it costs: {size} memory")
        )
        return text.format(size=memory_text(memory_bytes))

    def _legend(self, plan: LoadPlan) -> str:
        context = self.tr("Context {size} at {kind}").format(
            size=memory_text(plan.kv_cache_bytes), kind=plan.kv_cache_type
        )
        words = (
            self.tr("Model {size}").format(size=memory_text(plan.weights_bytes)),
            context,
            self.tr("Work {size}").format(size=memory_text(plan.compute_bytes)),
        )
        parts = (
            f'<span style="color:{color}">●</span>&nbsp;{text.replace(" ", "&nbsp;")}'
            for color, text in zip(self.bar.colors, words, strict=True)
        )
        return " &nbsp; ".join(parts)
