namespace PrivateApi.Policy.Language;

/// <summary>The elements a statement may have.</summary>
internal enum StatementElement
{
    Sid,
    Effect,
    Principal,
    NotPrincipal,
    Action,
    NotAction,
    Resource,
    NotResource,
    Condition,
}
