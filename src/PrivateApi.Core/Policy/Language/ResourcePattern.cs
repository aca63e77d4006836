using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Policy.Language;

/// <summary>
/// One Resource of a statement. The parts of an ARN between colons are compared one by one; wildcards work in each of them, the
/// API's id included, and in the last one a star also spans slashes; case matters (IAM guide, Resource).
/// </summary>
internal sealed class ResourcePattern
{
    /// <summary>How API Gateway's shorthand for the current API begins.</summary>
    public const string ShorthandPrefix = "execute-api:";

    // Where the parts of the ARN end; a short ARN has fewer, and the rest matches anything.
    private readonly int _colon1,
        _colon2,
        _colon3,
        _colon4,
        _colon5;
    private readonly bool _isArn;
    private readonly TextPattern? _variable;

    public ResourcePattern(string text, int offset, bool variables)
    {
        Text = text;
        Offset = offset;
        IsAnything = text.Length > 0 && text.AsSpan().TrimStart('*').IsEmpty;
        if (IsAnything)
        {
            return;
        }

        if (IsShorthand(text))
        {
            Shorthand = new TextPattern(text[ShorthandPrefix.Length..], wildcards: true, variables);
            return;
        }

        _colon1 = Next(text, -1);
        _colon2 = Next(text, _colon1);
        _colon3 = Next(text, _colon2);
        _colon4 = Next(text, _colon3);
        _colon5 = Next(text, _colon4);

        // A star that ends a part "can expand to match beyond the colon boundaries" (IAM guide, Resource), so "arn:aws:execute-api:*"
        // also matches the missing parts; without a wildcard a short ARN names nothing.
        _isArn =
            text.StartsWith("arn:", StringComparison.Ordinal) && (_colon5 < text.Length || text.Contains('*', StringComparison.Ordinal));

        // Variables are replaced only in the resource part (IAM guide, policy variables).
        if (_isArn && variables && text.Contains("${", StringComparison.Ordinal))
        {
            _variable = new TextPattern(Part(5).ToString(), wildcards: true, variables: true);
        }
    }

    public string Text { get; }

    public int Offset { get; }

    public bool IsAnything { get; }

    /// <summary>The <c>/stage/VERB/path</c> of the shorthand; null for a full ARN.</summary>
    public TextPattern? Shorthand { get; }

    /// <summary>Partition, service, Region, account and the rest; null for the shorthand, a star, or a text that is not an ARN.</summary>
    public IReadOnlyList<TextPattern>? Parts =>
        !_isArn
            ? null
            :
            [
                .. Enumerable
                    .Range(1, 5)
                    .Select(i =>
                        i == 5 && _variable is not null ? _variable : new TextPattern(Part(i).ToString(), wildcards: true, variables: false)
                    ),
            ];

    public static bool IsShorthand(string text) =>
        text.StartsWith(ShorthandPrefix, StringComparison.Ordinal)
        && text.Length > ShorthandPrefix.Length
        && text[ShorthandPrefix.Length] == '/';

    public bool Matches(AccessRequest request, PolicyUse use)
    {
        if (IsAnything)
        {
            return true;
        }

        RequestArn target = request.Target;
        if (!target.IsArn)
        {
            return false;
        }

        if (Shorthand is not null)
        {
            return use == PolicyUse.Resource && MatchesShorthand(Shorthand, target, request);
        }

        return _isArn
            && Glob.Matches(Part(1), target.Part(1), ignoreCase: false)
            && Glob.Matches(Part(2), target.Part(2), ignoreCase: false)
            && Glob.Matches(Part(3), target.Part(3), ignoreCase: false)
            && Glob.Matches(Part(4), target.Part(4), ignoreCase: false)
            && (
                _variable is null
                    ? Glob.Matches(Part(5), target.Part(5), ignoreCase: false)
                    : _variable.Matches(target.Part(5), request.Context, ignoreCase: false)
            );
    }

    private static bool MatchesShorthand(TextPattern shorthand, RequestArn target, AccessRequest request)
    {
        ReadOnlySpan<char> rest = target.Part(5);
        int slash = rest.IndexOf('/');
        return target.Part(2) is "execute-api" && slash > 0 && shorthand.Matches(rest[slash..], request.Context, ignoreCase: false);
    }

    private ReadOnlySpan<char> Part(int index)
    {
        (int from, int to) = index switch
        {
            1 => (_colon1, _colon2),
            2 => (_colon2, _colon3),
            3 => (_colon3, _colon4),
            4 => (_colon4, _colon5),
            _ => (_colon5, Text.Length),
        };
        return from >= Text.Length ? "*" : Text.AsSpan(from + 1, to - from - 1);
    }

    // The end of the text if there is no further colon.
    private static int Next(string text, int after)
    {
        int colon = after >= text.Length ? -1 : text.IndexOf(':', after + 1);
        return colon < 0 ? text.Length : colon;
    }
}
