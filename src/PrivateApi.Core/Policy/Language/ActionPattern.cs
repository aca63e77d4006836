namespace PrivateApi.Policy.Language;

/// <summary>
/// One Action of a statement: <c>*</c>, or a service and a name with wildcards, neither case-sensitive (IAM guide, Action).
/// </summary>
internal sealed class ActionPattern
{
    private readonly int _colon;

    public ActionPattern(string text, int offset)
    {
        Text = text;
        Offset = offset;
        _colon = text.IndexOf(':', StringComparison.Ordinal);
        IsAnything = text.Length > 0 && text.AsSpan().TrimStart('*').IsEmpty;
    }

    public string Text { get; }

    public int Offset { get; }

    public bool IsAnything { get; }

    public ReadOnlySpan<char> Service => _colon < 0 ? default : Text.AsSpan(0, _colon);

    public ReadOnlySpan<char> Name => Text.AsSpan(_colon + 1);

    public bool Matches(string action)
    {
        if (IsAnything)
        {
            return true;
        }

        int colon = action.IndexOf(':', StringComparison.Ordinal);
        return _colon >= 0
            && colon == _colon
            && Service.Equals(action.AsSpan(0, colon), StringComparison.OrdinalIgnoreCase)
            && Glob.Matches(Name, action.AsSpan(colon + 1), ignoreCase: true);
    }
}
