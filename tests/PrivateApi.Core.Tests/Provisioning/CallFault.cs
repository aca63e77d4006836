namespace PrivateApi.Tests.Provisioning;

/// <summary>What happens to a call on its way to the lab.</summary>
internal enum CallFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>AWS refuses it; it is not carried out.</summary>
    Refused,

    /// <summary>It is carried out, and the connection breaks before the answer comes.</summary>
    AnswerLost,

    /// <summary>It is carried out, and the answer is a 500.</summary>
    AnswerIsError,

    /// <summary>It is not carried out, and the answer is a 500.</summary>
    NeverArrived,

    /// <summary>The user presses Ctrl+C just after it was carried out.</summary>
    StoppedAfter,

    /// <summary>The credentials ran out.</summary>
    Expired,
}
