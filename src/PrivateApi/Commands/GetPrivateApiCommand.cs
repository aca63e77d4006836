using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;

namespace PrivateApi.Commands;

/// <summary>Gets private REST APIs with their policy, stages and addresses.</summary>
[Cmdlet(VerbsCommon.Get, "PrivateApi", DefaultParameterSetName = "Name")]
[OutputType(typeof(Api))]
public sealed class GetPrivateApiCommand : AwsCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0)]
    [ArgumentCompleter(typeof(ApiNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Ids of APIs of any endpoint type.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "RestApiIds")]
    [ArgumentCompleter(typeof(RestApiIdCompleter))]
    [RestApiIdArgument]
    [ValidateNotNullOrEmpty]
    public string[] RestApiId { get; set; } = [];

    /// <summary>Regional and edge-optimized APIs too.</summary>
    [Parameter(ParameterSetName = "Name")]
    public SwitchParameter IncludePublic { get; set; }

    /// <summary>Their authorizers too: two calls more for each API.</summary>
    [Parameter]
    public SwitchParameter IncludeAuthorizer { get; set; }

    /// <summary>Regions; a pattern stands for those that the account has enabled.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [SupportsWildcards]
    public new string[]? Region { get; set; }

    /// <summary>Named profiles of the shared credentials file.</summary>
    [Parameter]
    [Alias("StoredCredentials", "AWSProfileName")]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    [ValidateNotNullOrEmpty]
    public new string[]? ProfileName { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ApiListing listing = new(this, new ApiTargets(this, Region, ProfileName), IncludeAuthorizer);
        if (ParameterSetName == "Id")
        {
            listing.WriteIds(RestApiId);
        }
        else
        {
            listing.WriteNames(Name, IncludePublic);
        }
    }
}
