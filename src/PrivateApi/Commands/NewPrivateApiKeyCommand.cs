using System.Collections;
using System.Management.Automation;
using System.Security;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.KeyPlans;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>Creates an API key for a stage, with a usage plan that says how much it may use.</summary>
[Cmdlet(VerbsCommon.New, "PrivateApiKey", SupportsShouldProcess = true)]
[OutputType(typeof(ApiKeyInfo))]
public sealed class NewPrivateApiKeyCommand : UsageLimitCommand
{
    /// <summary>The key's name, and its identity: the same command again returns what exists and completes what is missing.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The API; binds from our objects, from AWS Tools' RestApi, and from text.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [RestApiIdArgument]
    [ArgumentCompleter(typeof(RestApiIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string RestApiId { get; set; } = string.Empty;

    /// <summary>The stage; without it the API's only one.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [CellArgument]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    public string? StageName { get; set; }

    /// <summary>A usage plan to put the key into, instead of one of its own.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(UsagePlanIdCompleter))]
    [ValidateNotEmpty(AllowsNull = true)]
    public string? UsagePlanId { get; set; }

    /// <summary>The key itself; without it API Gateway makes one.</summary>
    [Parameter]
    [SecretArgument]
    [ValidateSecretNotEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public SecureString? ApiKey { get; set; }

    /// <summary>A description of the key.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Description { get; set; }

    /// <summary>Create the key switched off.</summary>
    [Parameter]
    public SwitchParameter Disabled { get; set; }

    /// <summary>Tags for the key and the usage plan, sent in the create calls.</summary>
    [Parameter]
    [Alias("Tags")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Hashtable? Tag { get; set; }

    /// <summary>Return the key as text too, in the property Value.</summary>
    [Parameter]
    public SwitchParameter ShowValue { get; set; }

    /// <summary>The object that RestApiId came from, to check that it belongs to this account and Region.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Plan? plan = Ask(
            Name,
            async (progress, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return await KeyPlan.MakeAsync(Session, Spec(), progress, stop);
            }
        );
        if (plan is not null && Approve(plan))
        {
            Emit(Name, (progress, stop) => NewKey.ApplyAsync(Session, plan, new KeyQuestion { ShowValue = ShowValue }, progress, stop));
        }
    }

    private KeySpec Spec() =>
        new()
        {
            Name = Name,
            RestApiId = RestApiId,
            StageName = StageName,
            UsagePlanId = UsagePlanId,
            Limits = Limits(),
            Value = SecretArgumentAttribute.Reveal(ApiKey),
            Description = Description,
            Enabled = !Disabled,
            Tags = TagArgument.Read(Tag),
        };
}
