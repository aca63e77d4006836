namespace PrivateApi.Policy.Lint;

/// <summary>How bad a finding is.</summary>
public enum PolicySeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Information,

    /// <summary>Probably not what was meant.</summary>
    Warning,

    /// <summary>AWS refuses the policy, or it keeps everybody out.</summary>
    Error,
}
