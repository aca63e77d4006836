namespace PrivateApi.Policies;

/// <summary>The forms that AWS's example policies have.</summary>
public enum PolicyTemplate
{
    /// <summary>An Allow, and a Deny for every other source: nobody gets around it. The console's "Source VPC" templates and the guide's examples.</summary>
    AllowAndDeny,

    /// <summary>One Allow with the source as its condition. Callers whose identity policy or Lambda authorizer allows the call get around it.</summary>
    AllowOnly,

    /// <summary>The Deny alone, in front of a Lambda authorizer or AWS_IAM, which then allow.</summary>
    Gate,
}
