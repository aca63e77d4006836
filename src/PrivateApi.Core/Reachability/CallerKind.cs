namespace PrivateApi.Reachability;

/// <summary>The kinds of place that a call starts from.</summary>
internal enum CallerKind
{
    /// <summary>Not said: only what lies behind the endpoint is judged.</summary>
    None,

    /// <summary>A network interface in a VPC, there already or imagined.</summary>
    Vpc,

    /// <summary>A network behind Direct Connect or a VPN.</summary>
    OnPremises,

    /// <summary>Outside, with public name servers.</summary>
    Internet,
}
