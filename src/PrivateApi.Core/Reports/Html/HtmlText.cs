using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace PrivateApi.Reports.Html;

/// <summary>
/// HTML being written: literals are markup, every value is encoded. Only another <see cref="HtmlText"/> is inserted as it is.
/// </summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    public HtmlText Add([InterpolatedStringHandlerArgument("")] ref Markup markup)
    {
        markup.Done();
        return this;
    }

    /// <summary>The module's own text, which has no characters to encode, as it is.</summary>
    public static HtmlText Raw(string text)
    {
        HtmlText raw = new();
        raw._text.Append(text);
        return raw;
    }

    public override string ToString() => _text.ToString();

    /// <summary>The compiler's helper for <c>$"…"</c>.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly HtmlText _html;

        public Markup(int literalLength, int formattedCount, HtmlText html)
        {
            _html = html;
            html._text.EnsureCapacity(html._text.Length + literalLength + (formattedCount * 16));
        }

        public void AppendLiteral(string markup) => _html._text.Append(markup);

        public void AppendFormatted(string? value) => _html._text.Append(WebUtility.HtmlEncode(ReportText.Clean(value ?? string.Empty)));

        public void AppendFormatted(int value) => _html._text.Append(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(HtmlText? nested) => _html._text.Append(nested?._text);

        public void Done() => _html._text.Append('\n');
    }
}
