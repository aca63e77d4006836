namespace PrivateApi.Model;

/// <summary>A running lab.</summary>
public sealed class LabInfo
{
    internal LabInfo(Lab.EmbeddedAws lab)
    {
        Lab = lab;
        EndpointUrl = lab.Listen();
    }

    /// <summary>The loopback URL, for <c>-EndpointUrl</c> and for other AWS tools.</summary>
    public Uri EndpointUrl { get; }

    /// <summary>The Region that commands use where they name none.</summary>
    public string Region => Lab.Options.Region;

    /// <summary>The account that commands act in.</summary>
    public string AccountId => Lab.Options.AccountId;

    /// <summary>True when commands without a connection of their own go to this lab.</summary>
    public bool IsDefault { get; internal set; }

    internal Lab.EmbeddedAws Lab { get; }
}
