namespace PrivateApi.Policies;

/// <summary>Which characters a token of a pattern takes.</summary>
internal enum CharClass
{
    Any,
    NotColon,
    NotSlash,
    Upper,
    Digit,
    Exactly,
    ExactlyIgnoringCase,
}
