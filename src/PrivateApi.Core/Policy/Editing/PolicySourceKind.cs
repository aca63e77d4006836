namespace PrivateApi.Policy.Editing;

/// <summary>What a policy names a caller's place by.</summary>
internal enum PolicySourceKind
{
    /// <summary>The VPC endpoint that the call comes through, <c>aws:SourceVpce</c>.</summary>
    Vpce,

    /// <summary>The VPC that the call comes from, <c>aws:SourceVpc</c>.</summary>
    Vpc,
}
