namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>A user or a role, as far as policies are concerned.</summary>
internal interface ILabPolicyHolder
{
    string Name { get; }

    /// <summary>Inline policies by name.</summary>
    SortedDictionary<string, string> Policies { get; }

    /// <summary>ARNs of the managed policies attached, in order.</summary>
    List<string> Attached { get; }
}
