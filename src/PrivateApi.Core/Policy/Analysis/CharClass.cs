namespace PrivateApi.Policy.Analysis;

/// <summary>Which characters a token of a pattern takes.</summary>
internal enum CharClass
{
    Any,
    NotColon,

    /// <summary>The characters of stage names: letters, digits, hyphen and underscore (API Gateway, CreateStage).</summary>
    Stage,
    Upper,
    Digit,
    Exactly,
    ExactlyIgnoringCase,

    /// <summary>The end of the pattern, which takes nothing.</summary>
    End,
}
