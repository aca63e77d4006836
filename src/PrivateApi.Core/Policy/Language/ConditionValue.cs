using System.Globalization;
using System.Net;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Text;

namespace PrivateApi.Policy.Language;

/// <summary>One value of a condition, prepared for its operator when the policy is read.</summary>
internal sealed class ConditionValue
{
    private readonly bool _variables;
    private readonly ConditionTest _test;
    private TextPattern? _text;
    private TextPattern[]? _arn;
    private readonly IPNetwork _range;
    private readonly double _number;

    public ConditionValue(string text, int offset, ConditionTest test, bool variables)
    {
        Text = text;
        Offset = offset;
        _test = test;
        _variables = variables && text.Contains("${", StringComparison.Ordinal);
        switch (test)
        {
            case ConditionTest.StringEquals
            or ConditionTest.StringEqualsIgnoreCase
            or ConditionTest.StringLike
            or ConditionTest.Bool
            or ConditionTest.BinaryEquals:
                break;
            case ConditionTest.ArnLike:
                IsValid = text.AsSpan().Count(':') >= 5;
                break;
            case ConditionTest.IpAddress:
                IsValid = AddressRanges.TryParse(text, out _range);
                break;
            case ConditionTest.Null:
                IsValid = IsBool(text);
                break;
            default:
                IsValid = IsDate(test) ? PolicyDate.TryParse(text, out _number) : TryNumber(text, out _number);
                break;
        }
    }

    public string Text { get; }

    public int Offset { get; }

    /// <summary>False when the text is not what the operator compares (not an address, a date, a number …): it matches nothing.</summary>
    public bool IsValid { get; private set; } = true;

    /// <summary>The range of an IpAddress condition.</summary>
    public IPNetwork Range => _range;

    /// <summary>The number, or the date as seconds since 1970, of a Numeric or Date condition.</summary>
    public double Number => _number;

    /// <summary>The prepared text of a String or Bool condition.</summary>
    public TextPattern? Pattern =>
        _test is ConditionTest.StringEquals or ConditionTest.StringEqualsIgnoreCase or ConditionTest.StringLike or ConditionTest.Bool
            ? _text ??= new TextPattern(Text, _test == ConditionTest.StringLike, _variables)
            : null;

    /// <summary>The six prepared parts of an Arn condition.</summary>
    public IReadOnlyList<TextPattern>? ArnParts =>
        _test == ConditionTest.ArnLike && IsValid
            ? _arn ??= [.. Text.Split(':', 6).Select(p => new TextPattern(p, wildcards: true, _variables))]
            : null;

    public static bool IsDate(ConditionTest test) => test is >= ConditionTest.DateEquals and <= ConditionTest.DateGreaterThanEquals;

    public static bool IsBool(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase);

    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>Whether the request's value passes the operator's comparison, without its negation.</summary>
    public bool Matches(ConditionTest test, string value, RequestKeys keys) =>
        IsValid
        && test switch
        {
            ConditionTest.StringEquals or ConditionTest.StringEqualsIgnoreCase or ConditionTest.StringLike when _variables =>
                Pattern!.Matches(value, keys, ignoreCase: test == ConditionTest.StringEqualsIgnoreCase),
            ConditionTest.StringEquals => Text == value,
            ConditionTest.StringEqualsIgnoreCase => Text.Equals(value, StringComparison.OrdinalIgnoreCase),
            ConditionTest.StringLike => Glob.Matches(Text, value, ignoreCase: false),
            ConditionTest.Bool => IsBool(value) && Pattern!.Matches(value, keys, ignoreCase: true),
            ConditionTest.ArnLike => MatchesArn(value, keys),
            ConditionTest.IpAddress => _range.Contains(value),
            ConditionTest.BinaryEquals => Text == value,
            _ => (IsDate(test) ? PolicyDate.TryParse(value, out double other) : TryNumber(value, out other)) && Compare(test, other),
        };

    private bool Compare(ConditionTest test, double value) =>
        test switch
        {
            ConditionTest.NumericEquals or ConditionTest.DateEquals => value == _number,
            ConditionTest.NumericLessThan or ConditionTest.DateLessThan => value < _number,
            ConditionTest.NumericLessThanEquals or ConditionTest.DateLessThanEquals => value <= _number,
            ConditionTest.NumericGreaterThan or ConditionTest.DateGreaterThan => value > _number,
            _ => value >= _number,
        };

    private bool MatchesArn(string value, RequestKeys keys)
    {
        Span<Range> cuts = stackalloc Range[6];
        ReadOnlySpan<char> text = value;
        if (text.Split(cuts, ':') < 6)
        {
            return false;
        }

        IReadOnlyList<TextPattern> parts = ArnParts!;
        for (int i = 0; i < 6; i++)
        {
            if (!parts[i].Matches(text[cuts[i]], keys, ignoreCase: false))
            {
                return false;
            }
        }

        return true;
    }
}
