"""Uptake of practices and policy of municipalities, for the templates of pages. ``network`` does not import us."""

from django import template

from knowledge.policies import table
from knowledge.uptake import outline, spread, timeline
from web.hyphenation import breakable
from web.prose import to_html

register = template.Library()
register.filter("may_break", breakable)
register.filter("as_prose", to_html)


@register.simple_tag(takes_context=True)
def practice_uptake(context, page):
    """Return who takes up the practice ``page``, in words, rows and tiles."""
    return spread.spread_of(page, context["request"])


@register.simple_tag
def uptake_steps(page):
    """Return the history of the uptake of ``page``, newest first."""
    return timeline.steps(page.pk)


@register.inclusion_tag("components/uptake_map.html")
def uptake_map(shown):
    """Draw the map: boundaries if an editor uploaded them, else tiles."""
    has_origin = any(tile.sign == "begin" for tile in shown.tiles)
    return {"tiles": shown.on_map, "outline": outline.outline_of(shown.tiles), "has_origin": has_origin}


@register.simple_tag(takes_context=True)
def municipality_uptake(context, page):
    """Return what runs in the municipality ``page``, by theme."""
    return spread.running_in(page, context["request"])


@register.simple_tag(takes_context=True)
def municipality_policy(context, page):
    """Return the policy of the municipality ``page``, one row for each theme with an entry."""
    return table.of_municipality(page, context["request"])


@register.simple_tag(takes_context=True)
def theme_policy(context, page):
    """Return the numbers of municipalities with policy on the theme ``page``, and where to read them."""
    return table.summary_of(page, context["request"])
