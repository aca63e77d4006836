using PrivateApi.Text;

namespace PrivateApi.Lab.Hosting;

/// <summary>A running lab.</summary>
public sealed class LabInfo
{
    internal LabInfo(EmbeddedAws lab)
    {
        Lab = lab;
        EndpointUrl = lab.Listen();
    }

    /// <summary>The loopback URL, for <c>-EndpointUrl</c> and for other AWS tools.</summary>
    public Uri EndpointUrl { get; }

    /// <summary>The Region that commands use if they do not name one.</summary>
    public string Region => Lab.Options.Region;

    /// <summary>The account that commands act in.</summary>
    public string AccountId => Lab.Options.AccountId;

    /// <summary>True when commands without a connection of their own go to this lab.</summary>
    public bool IsDefault { get; internal set; }

    /// <summary>The last twenty calls on which the lab itself failed; empty if it has no bug.</summary>
    public IReadOnlyList<LabFailure> Failure => Items.Of(Lab.Failures);

    internal EmbeddedAws Lab { get; }
}
