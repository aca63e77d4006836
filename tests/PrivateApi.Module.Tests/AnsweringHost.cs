using System.Globalization;
using System.Management.Automation.Host;

namespace PrivateApi.Tests;

/// <summary>A console at which somebody sits who gives the same answer to every question.</summary>
internal sealed class AnsweringHost(string answer) : PSHost
{
    private readonly AnsweringInterface _ui = new(answer);

    /// <summary>The questions asked: caption and message.</summary>
    public IReadOnlyList<string> Asked => _ui.Asked;

    /// <summary>What was written for people, -WhatIf's text for one.</summary>
    public string Written => _ui.Written;

    public override string Name => nameof(AnsweringHost);

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override void EnterNestedPrompt() { }

    public override void ExitNestedPrompt() { }

    public override void NotifyBeginApplication() { }

    public override void NotifyEndApplication() { }

    public override void SetShouldExit(int exitCode) { }
}
