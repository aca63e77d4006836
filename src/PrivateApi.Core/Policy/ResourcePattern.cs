namespace PrivateApi.Policies;

/// <summary>
/// One Resource of a statement. The parts of an ARN between colons are compared one by one; wildcards work in each of them, the
/// API's id included, and in the last one a star also spans slashes; case matters (IAM guide, Resource).
/// </summary>
internal sealed class ResourcePattern
{
    /// <summary>How API Gateway's own way of naming the API at hand begins.</summary>
    public const string ShorthandPrefix = "execute-api:";

    private readonly TextPattern[]? _parts;

    public ResourcePattern(string text, int offset, bool variables)
    {
        Text = text;
        Offset = offset;
        IsAnything = text.Length > 0 && text.AsSpan().TrimStart('*').IsEmpty;
        Shorthand = IsShorthand(text) ? new TextPattern(text[ShorthandPrefix.Length..], wildcards: true, variables) : null;
        _parts = IsAnything || Shorthand is not null ? null : Split(text, variables);
    }

    public string Text { get; }

    public int Offset { get; }

    public bool IsAnything { get; }

    /// <summary>The <c>/stage/VERB/path</c> of the shorthand; null for a full ARN.</summary>
    public TextPattern? Shorthand { get; }

    /// <summary>False for a text that is neither an ARN, a star nor the shorthand: it matches nothing.</summary>
    public bool IsMatchable => IsAnything || Shorthand is not null || _parts is not null;

    public static bool IsShorthand(string text) =>
        text.StartsWith(ShorthandPrefix, StringComparison.Ordinal) && text.Length > ShorthandPrefix.Length && text[ShorthandPrefix.Length] == '/';

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

        return _parts is not null
            && _parts[0].Matches(target.Part(1), request.Context, ignoreCase: false)
            && _parts[1].Matches(target.Part(2), request.Context, ignoreCase: false)
            && _parts[2].Matches(target.Part(3), request.Context, ignoreCase: false)
            && _parts[3].Matches(target.Part(4), request.Context, ignoreCase: false)
            && _parts[4].Matches(target.Part(5), request.Context, ignoreCase: false);
    }

    /// <summary>Partition, service, Region, account and the rest; null for the shorthand, a star, or what is no ARN.</summary>
    public IReadOnlyList<TextPattern>? Parts => _parts;

    private static bool MatchesShorthand(TextPattern shorthand, RequestArn target, AccessRequest request)
    {
        ReadOnlySpan<char> rest = target.Part(5);
        int slash = rest.IndexOf('/');
        return target.Part(2) is "execute-api" && slash > 0 && shorthand.Matches(rest[slash..], request.Context, ignoreCase: false);
    }

    // A star that ends a part "can expand to match beyond the colon boundaries" (IAM guide, Resource), so "arn:aws:execute-api:*"
    // stands for the parts that are missing too; without a wildcard a short ARN names nothing.
    private static TextPattern[]? Split(string text, bool variables)
    {
        string[] parts = text.Split(':', 6);
        if (parts[0] != "arn" || (parts.Length < 6 && !text.Contains('*', StringComparison.Ordinal)))
        {
            return null;
        }

        TextPattern[] patterns = new TextPattern[5];
        for (int i = 0; i < 5; i++)
        {
            // Variables are replaced in the resource part alone (IAM guide, policy variables).
            patterns[i] = new TextPattern(i + 1 < parts.Length ? parts[i + 1] : "*", wildcards: true, variables && i == 4);
        }

        return patterns;
    }
}
