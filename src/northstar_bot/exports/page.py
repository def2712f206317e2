"""The style and the keys of the HTML deck, as text inside the page: it needs no other file and no network."""

import base64
import hashlib

from northstar_bot.charts import colours

STYLE = f"""
:root {{
  --night: #{colours.NIGHT}; --paper: #{colours.PAPER}; --mist: #{colours.MIST}; --ink: #{colours.INK};
  --muted: #{colours.MUTED}; --line: #{colours.LINE}; --blue: #{colours.BLUE}; --gold: #{colours.GOLD};
  font-size: clamp(8px, min(1.25vw, 2.222vh), 48px);
}}
* {{ box-sizing: border-box; margin: 0; }}
html {{ scroll-snap-type: y proximity; background: var(--paper); }}
body {{ font-family: Arial, "Liberation Sans", Helvetica, sans-serif; color: var(--ink); line-height: 1.35; }}
.slide {{
  min-height: 100vh; padding: 5rem 5rem 2rem; scroll-snap-align: start; position: relative;
  display: flex; flex-direction: column; gap: 1.3rem; overflow-wrap: anywhere; background: var(--paper);
}}
.slide + .slide {{ border-top: 1px solid var(--line); }}
.slide::before {{
  content: ""; position: absolute; left: 5rem; top: 3.2rem; width: 5.5rem; height: .45rem;
  background: var(--gold);
}}
.slide:focus {{ outline: none; }}
h1, h2 {{ line-height: 1.15; letter-spacing: -.01em; text-wrap: balance; }}
h2 {{ font-size: 2.9rem; }}
.slide .small {{ font-size: 2.1rem; }}
.dark .small {{ font-size: 3rem; }}
p {{ font-size: 1.6rem; text-wrap: pretty; }}
.quiet {{ color: var(--muted); }}
.vision {{ color: var(--blue); font-weight: 700; }}
svg {{ width: 100%; height: auto; max-height: 22rem; display: block; overflow: visible; }}
.chart {{ margin-left: -.5rem; }}
.dark {{ background: var(--night); color: var(--paper); justify-content: center; }}
.dark::before {{ display: none; }}
.dark h1, .dark h2 {{ font-size: 5rem; }}
.dark p {{ font-size: 2.2rem; color: var(--gold); text-wrap: balance; }}
.dark .star {{ width: 5rem; height: 5rem; max-height: none; }}
.large {{ font-size: 2.4rem; }}
.rule {{ background: var(--mist); padding: 1.8rem 2rem; border-radius: .6rem; }}
.rule strong {{ display: block; margin-bottom: .5rem; }}
blockquote {{
  border-left: .5rem solid var(--gold); padding-left: 2rem; white-space: pre-line; max-width: 68rem;
  font-size: 2.7rem; line-height: 1.4; margin-block: auto 0;
}}
blockquote.long {{ font-size: 2.1rem; }}
blockquote.longer {{ font-size: 1.6rem; }}
blockquote.beside {{ font-size: 2.1rem; margin-block: 1.2rem 0; }}
blockquote.beside.long {{ font-size: 1.5rem; }}
.credit.beside {{ font-size: 1.4rem; color: var(--muted); margin: -.7rem 0 0; }}
.credit {{ margin-bottom: auto; padding-left: 2.5rem; }}
.credit b {{ display: block; }}
table {{ border-collapse: collapse; width: 100%; font-size: 1.5rem; table-layout: fixed; }}
th, td {{ text-align: left; padding: .55rem 1rem; vertical-align: top; overflow-wrap: break-word; }}
th:first-child {{ width: 26%; }}
thead th {{ background: var(--night); color: var(--paper); }}
tbody tr:nth-child(even) {{ background: var(--mist); }}
.notes {{
  display: none; background: var(--mist); color: var(--ink); padding: 1rem 1.4rem; border-radius: .6rem;
  margin-top: auto; white-space: pre-line;
}}
.notes p {{ font-size: 1.25rem; color: var(--ink); }}
.with-notes .notes {{ display: block; }}
.keys {{
  position: absolute; right: 5rem; top: calc(100vh - 4rem); font-size: 1.5rem; color: var(--line);
}}
@media (max-width: 700px) {{
  :root {{ font-size: 11px; }}
  .slide {{ padding: 4rem 2rem 3rem; min-height: auto; }}
  .slide::before {{ left: 2rem; top: 2rem; }}
  .dark {{ min-height: 60vh; }}
  .dark h1, .dark h2 {{ font-size: 3.6rem; }}
  .dark p {{ font-size: 1.9rem; }}
  h2 {{ font-size: 2.5rem; }}
  p, table {{ font-size: 1.6rem; }}
  .large, blockquote {{ font-size: 2rem; padding-left: 1.2rem; }}
  .large {{ padding-left: 0; }}
  blockquote.longer, blockquote.beside {{ font-size: 1.6rem; }}
  .credit {{ padding-left: 1.7rem; }}
  .weeks text {{ font-size: 34px; }}
  .parts text {{ font-size: 27px; }}
  table {{ font-size: 1.3rem; }}
  th, td {{ padding: .5rem; }}
  th:first-child {{ width: 32%; }}
  .keys {{ display: none; }}
}}
@page {{ size: 13.333in 7.5in; margin: 0; }}
@media print {{
  :root {{ font-size: 16px; }}
  html {{ scroll-snap-type: none; }}
  * {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
  .slide {{ height: 7.5in; min-height: 0; overflow: hidden; break-after: page; border: 0 !important; }}
  .slide:last-of-type {{ break-after: auto; }}
  .keys, .notes, .with-notes .notes {{ display: none; }}
}}
"""

SCRIPT = """
(() => {
  const slides = [...document.querySelectorAll('.slide')];
  const nearest = () => slides.reduce((best, slide, at) => {
    const away = Math.abs(slide.getBoundingClientRect().top);
    return away < best.away ? { at, away } : best;
  }, { at: 0, away: Infinity }).at;
  let here = nearest(), still = 0;
  addEventListener('scroll', () => {
    clearTimeout(still);
    still = setTimeout(() => { here = nearest(); }, 250);
  }, { passive: true });
  const go = (at) => {
    here = Math.max(0, Math.min(slides.length - 1, at));
    slides[here].focus({ preventScroll: true });
    slides[here].scrollIntoView({ behavior: 'instant' });
  };
  const keys = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, ' ': 1, Enter: 1,
    ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1,
  };
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in keys) go(here + (event.shiftKey && event.key === ' ' ? -1 : keys[event.key]));
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(slides.length - 1);
    else if (event.key === 'n' || event.key === 'N') document.body.classList.toggle('with-notes');
    else if (event.key === 'f' || event.key === 'F') {
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen().catch(() => {});
    } else return;
    event.preventDefault();
  });
  addEventListener('resize', () => slides[here].scrollIntoView({ behavior: 'instant' }));
})();
"""


def policy() -> str:
    """What the page may do: its own style and this one script, nothing from anywhere."""
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    allowed = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    return f"{allowed}; base-uri 'none'; form-action 'none'"
