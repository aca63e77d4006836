namespace PrivateApi.Tests.Diagnosis;

/// <summary>What goes wrong with a call once.</summary>
public enum CallFault
{
    /// <summary>It is not carried out, since there were too many.</summary>
    Throttled,

    /// <summary>It is answered 500 and not carried out.</summary>
    ServerError,

    /// <summary>It is carried out, and its answer does not come.</summary>
    LostAnswer,
}
