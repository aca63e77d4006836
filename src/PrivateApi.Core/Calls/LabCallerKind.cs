namespace PrivateApi.Calls;

/// <summary>The kinds of place a call in a lab starts from.</summary>
internal enum LabCallerKind
{
    /// <summary>Outside any VPC, with public name servers.</summary>
    Internet,

    /// <summary>A network interface in a subnet, with the VPC's resolver.</summary>
    Subnet,
}
