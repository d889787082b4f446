package fr.fabrique.engine;

/** The product's steps, without the product running. */
public final class Catalogues {

  private Catalogues() {}

  public static StepCatalogue ofTheProduct() {
    return new StepCatalogue();
  }
}
