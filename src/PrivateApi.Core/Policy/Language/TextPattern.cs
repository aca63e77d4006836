using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Policy.Language;

/// <summary>One text of a policy, prepared for matching: literal, with wildcards, or with policy variables.</summary>
internal sealed class TextPattern
{
    // Longer ones are rare, and too large for the stack.
    private const int MostOnStack = 256;

    private readonly VariableText? _template;
    private readonly bool _wildcards;

    /// <param name="text">The text as the policy has it.</param>
    /// <param name="wildcards">Whether <c>*</c> and <c>?</c> are wildcards here.</param>
    /// <param name="variables">Whether <c>${…}</c> is replaced: version 2012-10-17 only (IAM guide, policy variables).</param>
    public TextPattern(string text, bool wildcards, bool variables)
    {
        Text = text;
        _wildcards = wildcards && text.AsSpan().ContainsAny('*', '?');
        _template = variables && text.Contains("${", StringComparison.Ordinal) ? VariableText.Parse(text, wildcards) : null;
    }

    public string Text { get; }

    public bool HasVariables => _template is not null;

    /// <summary>True when the pattern matches exactly its own text.</summary>
    public bool IsLiteral => !_wildcards && _template is null;

    /// <summary>True when nothing but stars is left, so everything matches.</summary>
    public bool IsAnything => _wildcards && _template is null && Text.AsSpan().TrimStart('*').IsEmpty;

    public bool Matches(ReadOnlySpan<char> text, RequestKeys keys, bool ignoreCase)
    {
        if (_template is not null)
        {
            int length = _template.LengthWith(keys);
            if (length < 0)
            {
                return false;
            }

            Span<char> resolved = length <= MostOnStack ? stackalloc char[MostOnStack] : new char[length];
            resolved = resolved[..length];
            _template.Resolve(keys, resolved);
            return Glob.Matches(resolved, text, ignoreCase, Glob.AnyRun, Glob.AnyOne);
        }

        return _wildcards
            ? Glob.Matches(Text, text, ignoreCase)
            : text.Equals(Text, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    /// <summary>The text with its variables filled in, for people to read; unchanged if a variable has no value.</summary>
    public string Shown(RequestKeys keys)
    {
        int length = _template?.LengthWith(keys) ?? -1;
        if (length < 0)
        {
            return Text;
        }

        char[] resolved = new char[length];
        _template!.Resolve(keys, resolved);
        return new string(resolved).Replace(Glob.AnyRun, '*').Replace(Glob.AnyOne, '?');
    }
}
