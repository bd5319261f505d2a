"""Tags that explain terms where they stand, and list the explanations at the end of the page."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from knowledge.glossary import explanations, mentions
from knowledge.models import TermPage

register = template.Library()


class ExplainTerms(template.Node):
    def __init__(self, page: FilterExpression, variable: str, nodelist: NodeList) -> None:
        self.page, self.variable, self.nodelist = page, variable, nodelist

    def render(self, context: template.Context) -> SafeString:
        html, request = self.nodelist.render(context), context.get("request")
        if request is not None:
            # Safe as before: only links of our own are added.
            html = mark_safe(explanations.explain(html, request, self.page.resolve(context)))  # noqa: S308
        if not self.variable:
            return html
        context[self.variable] = html
        return SafeString("")


@register.tag
def explain_terms(parser: Parser, token: Token) -> ExplainTerms:
    """Link the first occurrence of each term in the enclosed HTML: ``{% explain_terms page %}…{% endexplain_terms %}``.

    A page may have several of these. ``{% explained_terms %}`` after the last one shows the explanations. With
    ``{% explain_terms page as name %}`` the HTML is kept in the variable ``name``, to show later.
    """
    match token.split_contents():
        case [_, page]:
            variable = ""
        case [_, page, "as", variable]:
            pass
        case _:
            raise template.TemplateSyntaxError("Write {% explain_terms page %} or {% explain_terms page as name %}.")
    nodelist = parser.parse(["endexplain_terms"])
    parser.delete_first_token()
    return ExplainTerms(parser.compile_filter(page), variable, nodelist)


@register.inclusion_tag("components/explained_terms.html", takes_context=True)
def explained_terms(context: template.Context) -> dict:
    """Show the explanations of the terms that the page has linked, or nothing."""
    request = context.get("request")
    return {"explanations": explanations.explanations_for(request) if request else []}


@register.simple_tag(takes_context=True)
def pages_with_term(context: template.Context, term: TermPage) -> list[dict]:
    """Return links to public pages that mention ``term``; none while it is previewed or unsaved."""
    request = context["request"]
    return mentions.pages_with(term, request) if term.pk and not getattr(request, "is_preview", False) else []
