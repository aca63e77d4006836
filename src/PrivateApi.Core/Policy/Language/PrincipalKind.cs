namespace PrivateApi.Policy.Language;

/// <summary>What a Principal of a statement names.</summary>
internal enum PrincipalKind
{
    Everyone,
    Account,
    Arn,
    UniqueId,
    Service,
    Federated,
    CanonicalUser,
}
