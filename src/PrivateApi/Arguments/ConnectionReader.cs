using System.Management.Automation;
using PrivateApi.Aws.Credentials;
using PrivateApi.Aws.Session;
using PrivateApi.Lab.Hosting;
using PrivateApi.Text;

namespace PrivateApi.Arguments;

/// <summary>Turns a cmdlet's parameters and the session's variables into a connection.</summary>
internal static class ConnectionReader
{
    /// <summary>The session's variable that holds the default lab.</summary>
    public const string LabVariable = "PrivateApiLab";

    private const string MemoryVariable = "PrivateApiCredentialMemory";

    public static AwsConnection Read(ConnectionArguments command) =>
        InSession(
            new AwsConnection
            {
                Region = command.Region,
                ProfileName = command.ProfileName,
                ProfileLocation = command.ProfileLocation,
                AccessKey = command.AccessKey,
                SecretKey = SecretArgumentAttribute.Reveal(command.SecretKey),
                SessionToken = SecretArgumentAttribute.Reveal(command.SessionToken),
                Credential = Plain(command.Credential),
                EndpointUrl = command.EndpointUrl,
                MfaPrompt = serial => Ask(command, serial),
            },
            command.SessionState
        );

    /// <summary>A second connection of a command: by a profile, to where the first one goes.</summary>
    /// <param name="command">The command.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="region">The Region of the first connection; null for the profile's.</param>
    public static AwsConnection OfProfile(ConnectionArguments command, string profile, string? region) =>
        Read(command) with
        {
            ProfileName = profile,
            Region = region,
            AccessKey = null,
            SecretKey = null,
            SessionToken = null,
            Credential = null,
            StoredCredential = null,
            IsLab = false,
        };

    /// <summary>The connection of a command that is being typed, as far as its parameters are known; nobody is asked for a code.</summary>
    public static AwsConnection Read(IReadOnlyDictionary<string, object?> bound, SessionState session) =>
        InSession(
            new AwsConnection
            {
                Region = Text(bound, nameof(ConnectionArguments.Region)),
                ProfileName = Text(bound, nameof(ConnectionArguments.ProfileName)),
                ProfileLocation = Text(bound, nameof(ConnectionArguments.ProfileLocation)),
                AccessKey = Text(bound, nameof(ConnectionArguments.AccessKey)),
                SecretKey = SecretArgumentAttribute.Reveal(bound.GetValueOrDefault(nameof(ConnectionArguments.SecretKey))),
                SessionToken = SecretArgumentAttribute.Reveal(bound.GetValueOrDefault(nameof(ConnectionArguments.SessionToken))),
                Credential = Plain(bound.GetValueOrDefault(nameof(ConnectionArguments.Credential))),
                EndpointUrl = Text(bound, nameof(ConnectionArguments.EndpointUrl)) is { } url ? new Uri(url) : null,
            },
            session
        );

    private static AwsConnection InSession(AwsConnection said, SessionState session)
    {
        said = said with
        {
            StoredCredential = Variable(session, "StoredAWSCredentials"),
            StoredRegion = Variable(session, "StoredAWSRegion")?.ToString(),
            Memory = Memory(session),
        };
        bool leavesLab =
            said.EndpointUrl is not null
            || said.ProfileName is not null
            || said.AccessKey is not null
            || said.SecretKey is not null
            || said.Credential is not null;
        return leavesLab || LabOf(session) is not { } lab
            ? said
            : said with
            {
                EndpointUrl = lab.EndpointUrl,
                LabRegion = lab.Region,
                IsLab = true,
            };
    }

    // Handed over to a job, it is a bag of properties.
    private static (Uri EndpointUrl, string Region)? LabOf(SessionState session) =>
        session.PSVariable.GetValue(LabVariable) switch
        {
            PSObject { BaseObject: PSCustomObject } bag
                when bag.TypeNames.Contains("Deserialized." + typeof(LabInfo).FullName)
                    && bag.Properties[nameof(LabInfo.EndpointUrl)]?.Value is { } url
                    && bag.Properties[nameof(LabInfo.Region)]?.Value is string region => (new Uri(url.ToString()!), region),
            var value => Plain(value) is LabInfo lab ? (lab.EndpointUrl, lab.Region) : null,
        };

    // Roles assumed with an MFA code serve all commands of the session: a code can be used once.
    private static CredentialMemory Memory(SessionState session)
    {
        if (Variable(session, MemoryVariable) is CredentialMemory known)
        {
            return known;
        }

        CredentialMemory memory = new();
        session.PSVariable.Set("global:" + MemoryVariable, memory);
        return memory;
    }

    private static string? Ask(ConnectionArguments command, string serial)
    {
        try
        {
            // Not shown while it is typed. PowerShell's console reads keys for that, and ends the pipeline if its input is a pipe.
            command.Host.UI.Write($"Code of MFA device {VisibleText.Escaped(serial)}: ");
            return Console.IsInputRedirected && command.Host.Name == "ConsoleHost"
                ? command.Host.UI.ReadLine()
                : SecretArgumentAttribute.Reveal(command.Host.UI.ReadLineAsSecureString());
        }
        catch (Exception e)
            when (e is PSInvalidOperationException or System.Management.Automation.Host.HostException or PSNotImplementedException)
        {
            // -NonInteractive, or a host without a person.
            return null;
        }
    }

    private static object? Variable(SessionState session, string name) => Plain(session.PSVariable.GetValue(name));

    private static string? Text(IReadOnlyDictionary<string, object?> bound, string name) =>
        Plain(bound.GetValueOrDefault(name)) switch
        {
            // A command that takes several: the first is as good as any.
            object[] list => Plain(list.FirstOrDefault())?.ToString(),
            var value => value?.ToString(),
        };

    private static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
